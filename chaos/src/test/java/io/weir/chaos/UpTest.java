package io.weir.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** {@code local.jar up}, as a developer uses it. */
class UpTest {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  @TempDir private Path directory;

  @Test
  void aGoodRecordIsStoredAndAMalformedOneIsInTheQueue() {
    try (LocalJar local = LocalJar.start(directory, "up", "--port", "0").awaitReady()) {
      put(local, "{\"sensor\": \"temperature\", \"value\": 22.5}", "{\"sensor\": ");

      await().atMost(LONGEST).until(() -> items(local).size() == 1);
      assertThat(items(local).get(0)).extractingByKey("data").asString().contains("22.5");
      await().atMost(LONGEST).until(() -> message(local).contains("KinesisBatchInfo"));
    }
  }

  @Test
  void theFunctionLogsInJsonFromItsFirstInvocationOn(@TempDir Path logs) throws IOException {
    Path log = logs.resolve("function.log");
    String[] arguments = {"up", "--port", "0", "--function-log", log.toString()};
    try (LocalJar local = LocalJar.start(directory, arguments).awaitReady()) {
      put(local, "{\"n\": 1}", "{\"n\": ");

      await().atMost(LONGEST).until(() -> Files.readString(log).contains("\"record rejected\""));
      await().atMost(LONGEST).until(() -> Files.readString(log).contains("\"batch done\""));
      assertThat(Files.readString(log))
          .contains("\"ColdStart\":1.0", "\"function_request_id\"")
          .doesNotContain("SLF4J", "ERROR StatusLogger");
    }
  }

  @Test
  void stopsWithoutLeavingAProcessOrAFile() {
    try (LocalJar local = LocalJar.start(directory, "up", "--port", "0").awaitReady()) {
      put(local, "{}");
      await().atMost(LONGEST).until(() -> items(local).size() == 1);
      List<ProcessHandle> children = local.handle().descendants().toList();
      assertThat(children).isNotEmpty();

      local.interrupt();

      await().atMost(LONGEST).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
      assertThat(directory).isEmptyDirectory();
    }
  }

  @Test
  void keepsItsStateInADirectory(@TempDir Path data) {
    String[] arguments = {"up", "--port", "0", "--data", data.toString()};
    try (LocalJar local = LocalJar.start(directory, arguments).awaitReady()) {
      put(local, "{\"n\": 1}", "malformed");
      await().atMost(LONGEST).until(() -> items(local).size() == 1);
      await().atMost(LONGEST).until(() -> !message(local).isEmpty());
    }

    try (LocalJar local = LocalJar.start(directory, arguments).awaitReady()) {
      assertThat(items(local)).hasSize(1);
      await().atMost(LONGEST).until(() -> message(local).contains("KinesisBatchInfo"));
      put(local, "{\"n\": 2}");
      await().atMost(LONGEST).until(() -> items(local).size() == 2);
    }
  }

  @Test
  void aTakenPortIsOneLineAndExitCode2() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        LocalJar local =
            LocalJar.start(directory, "up", "--port", String.valueOf(taken.getLocalPort()))) {
      assertThat(local.exitCode()).isEqualTo(2);
      assertThat(local.err()).contains("port " + taken.getLocalPort() + " is taken");
      assertThat(local.err().lines()).hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--function nowhere.jar | there is no function at nowhere.jar",
        "--batch-size 10001     | BatchSize must be between 1 and 10000, not 10001",
        "--batch-size ten       | --batch-size",
        "--retries -2           | MaximumRetryAttempts must be between 0 and 10000, not -2",
        "--max-age 59           | MaximumRecordAgeInSeconds must be between 60 and 604800, not 59",
        "--parallelization 11   | ParallelizationFactor must be between 1 and 10, not 11",
        "--on-failure sns       | --on-failure is sqs, s3 or none, not sns",
        "--filter {              | --filter: Invalid filter pattern definition.",
        "--shards 0             | --shards must be between 1 and 1000, not 0",
        "--starting-position x  | --starting-position is TRIM_HORIZON, LATEST, or a time",
        "--nonsense 1           | --nonsense"
      })
  void aWrongOptionIsOneLineAndExitCode2(String options, String message) {
    String[] option = options.strip().split(" ", 2);
    try (LocalJar local = LocalJar.start(directory, "up", "--port", "0", option[0], option[1])) {
      assertThat(local.exitCode()).isEqualTo(2);
      assertThat(local.err()).contains(message.strip());
      assertThat(local.err().lines()).as(local.err()).hasSize(2);
    }
  }

  private static void put(LocalJar local, String... payloads) {
    try (KinesisClient kinesis =
        KinesisClient.builder()
            .endpointOverride(URI.create(local.endpoint()))
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build()) {
      for (String payload : payloads) {
        kinesis.putRecord(
            request ->
                request
                    .streamName("EventStream")
                    .partitionKey("1")
                    .data(SdkBytes.fromUtf8String(payload)));
      }
    }
  }

  private static List<Map<String, AttributeValue>> items(LocalJar local) {
    try (DynamoDbClient dynamoDb =
        DynamoDbClient.builder()
            .endpointOverride(URI.create(local.endpoint()))
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build()) {
      return dynamoDb.scan(request -> request.tableName("EventLogs")).items();
    }
  }

  /** Returns a message's body without hiding it from others, or nothing. */
  private static String message(LocalJar local) {
    try (SqsClient sqs =
        SqsClient.builder()
            .endpointOverride(URI.create(local.endpoint()))
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build()) {
      String url = sqs.getQueueUrl(request -> request.queueName("EventStreamDlq")).queueUrl();
      return sqs
          .receiveMessage(request -> request.queueUrl(url).visibilityTimeout(0))
          .messages()
          .stream()
          .map(message -> message.body())
          .findFirst()
          .orElse("");
    }
  }
}
