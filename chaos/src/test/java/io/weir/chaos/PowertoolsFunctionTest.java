package io.weir.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.weir.local.demo.Replayer.Ran;
import io.weir.local.pipeline.ReplayerJar;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The function with Powertools' idempotency, whose table of markers is not there for a while. Needs
 * {@code powertools-handler.jar}, which {@code mvn -Ppowertools package} makes.
 */
@Timeout(180)
class PowertoolsFunctionTest {

  private static final Path JAR =
      Path.of("..", "powertools", "target", "powertools-handler.jar").toAbsolutePath().normalize();
  private static final Duration LONGEST = Duration.ofSeconds(90);
  private static final String MARKERS = "Markers";

  @TempDir private Path directory;

  @BeforeAll
  static void needsTheJar() {
    assumeThat(Files.isRegularFile(JAR)).as("there is " + JAR).isTrue();
  }

  @Test
  void aFaultThatEndsBeforeTheRetriesAreUsedUpLeavesNothingInTheQueue() throws Exception {
    try (LocalJar local = start("20")) {
      put(local);
      await().atMost(LONGEST).until(() -> Files.readString(log()).contains("cannot be used"));

      makeTheTable(local);

      await().atMost(LONGEST).until(() -> stored(local) == 1);
      assertThat(waiting(local)).isZero();
    }
  }

  @Test
  void aLongerOneLeavesAPointerThatARedriveBringsIn() {
    try (LocalJar local = start("1")) {
      put(local);
      await().atMost(LONGEST).until(() -> waiting(local) == 1);
      assertThat(stored(local)).isZero();

      makeTheTable(local);
      Ran ran =
          ReplayerJar.find(URI.create(local.endpoint()))
              .orElseThrow()
              .run(
                  "redrive",
                  "--yes",
                  "--queue",
                  "EventStreamDlq",
                  "--function",
                  "EventStreamHandler",
                  "--stream",
                  "EventStream",
                  "--table",
                  "EventLogs",
                  "--journal",
                  directory.resolve("journal").toString());

      assertThat(ran.exitCode()).as(ran.output()).isZero();
      assertThat(stored(local)).isEqualTo(1);
      await().atMost(LONGEST).until(() -> waiting(local) == 0);
    }
  }

  private LocalJar start(String retries) {
    return LocalJar.start(
            directory,
            "up",
            "--port",
            "0",
            "--function",
            JAR.toString(),
            "--handler",
            "io.weir.powertools.PowertoolsIdempotentStreamHandler",
            "--env",
            "IDEMPOTENCY_TABLE_NAME=" + MARKERS,
            "--function-log",
            log().toString(),
            "--retries",
            retries)
        .awaitReady();
  }

  private Path log() {
    return directory.resolve("function.log");
  }

  private static void put(LocalJar local) {
    try (KinesisClient kinesis = client(KinesisClient.builder(), local)) {
      kinesis.putRecord(
          put ->
              put.streamName("EventStream")
                  .partitionKey("1")
                  .data(SdkBytes.fromUtf8String("{\"eventId\":\"1\"}")));
    }
  }

  private static void makeTheTable(LocalJar local) {
    try (DynamoDbClient dynamoDb = client(DynamoDbClient.builder(), local)) {
      dynamoDb.createTable(
          table ->
              table
                  .tableName(MARKERS)
                  .keySchema(
                      KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build())
                  .attributeDefinitions(
                      AttributeDefinition.builder()
                          .attributeName("id")
                          .attributeType(ScalarAttributeType.S)
                          .build())
                  .billingMode(BillingMode.PAY_PER_REQUEST));
    }
  }

  private static int stored(LocalJar local) {
    try (DynamoDbClient dynamoDb = client(DynamoDbClient.builder(), local)) {
      return dynamoDb.scan(scan -> scan.tableName("EventLogs")).count();
    }
  }

  private static int waiting(LocalJar local) {
    try (SqsClient sqs = client(SqsClient.builder(), local)) {
      String url = sqs.getQueueUrl(get -> get.queueName("EventStreamDlq")).queueUrl();
      return sqs
          .getQueueAttributes(
              get ->
                  get.queueUrl(url)
                      .attributeNamesWithStrings(
                          "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"))
          .attributesAsStrings()
          .values()
          .stream()
          .mapToInt(Integer::parseInt)
          .sum();
    }
  }

  private static <B extends AwsClientBuilder<B, C>, C> C client(B builder, LocalJar local) {
    return builder
        .endpointOverride(URI.create(local.endpoint()))
        .region(Region.US_EAST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .build();
  }
}
