package io.weir.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.chaos.foreign.Recorder;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The mapping with a function that knows nothing of Weir, in {@code local.jar up}: records and
 * settings go through AWS's SDK, and the results are compared with what was recorded of AWS ({@code
 * docs/aws-behaviour.md}, G1, G2, G4).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class ForeignFunctionTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private Path trace;
  private LocalJar local;
  private KinesisClient kinesis;
  private LambdaClient lambda;
  private SqsClient sqs;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    trace = directory.resolve("trace");
    Path jar = jarOf(Recorder.class, directory.resolve("foreign.jar"));
    Path temporary = Files.createDirectory(directory.resolve("tmp"));
    local =
        LocalJar.start(
                temporary,
                "up",
                "--port=0",
                "--function=" + jar,
                "--handler=" + Recorder.class.getName(),
                "--env=TRACE=" + trace)
            .awaitReady();
    kinesis = at(KinesisClient.builder()).build();
    lambda = at(LambdaClient.builder()).build();
    sqs = at(SqsClient.builder()).build();
  }

  @AfterAll
  void stop() {
    Stream.of(kinesis, lambda, sqs, local)
        .filter(Objects::nonNull)
        .forEach(
            it -> {
              try {
                it.close();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
  }

  @ParameterizedTest
  @MethodSource("io.weir.chaos.RecordedTrace#traces")
  void isDeliveredToAsRecordedOfAws(RecordedTrace expected)
      throws IOException { // ESM-14, ESM-16, ESM-26
    change(expected);
    Files.deleteIfExists(trace);

    List<String> numbers = put(expected.records());

    String message = message();
    await().atMost(LONGEST).until(() -> lines().size() >= expected.calls().size());
    List<String> lines = lines();
    assertThat(lines.stream().map(ForeignFunctionTest::data)).isEqualTo(expected.calls());
    List<String> ids = lines.stream().map(line -> line.split(" ", 2)[0]).toList();
    List<String> distinct = ids.stream().distinct().toList();
    assertThat(ids.stream().map(distinct::indexOf)).isEqualTo(expected.ids());
    RecordedTrace.Pointer pointer = expected.pointer();
    assertThat(message)
        .isEqualTo(
            pointer.message(
                JSON.readTree(message).path("timestamp").asText(),
                ids.get(pointer.call()),
                numbers,
                event(lines.get(pointer.call()))));
  }

  /** Gives the mapping that {@code up} has made other settings, as its owner would. */
  private void change(RecordedTrace expected) {
    String id = lambda.listEventSourceMappings().eventSourceMappings().get(0).uuid();
    lambda.updateEventSourceMapping(
        update ->
            update
                .uuid(id)
                .batchSize(expected.batchSize())
                .maximumRetryAttempts(expected.retries())
                .bisectBatchOnFunctionError(expected.bisect()));
    await()
        .atMost(LONGEST)
        .until(() -> lambda.getEventSourceMapping(get -> get.uuid(id)).state().equals("Enabled"));
  }

  private List<String> put(List<String> records) {
    List<PutRecordsRequestEntry> entries =
        IntStream.range(0, records.size())
            .mapToObj(
                n ->
                    PutRecordsRequestEntry.builder()
                        .partitionKey("key-" + n)
                        .data(SdkBytes.fromUtf8String(records.get(n)))
                        .build())
            .toList();
    return kinesis
        .putRecords(put -> put.streamName("EventStream").records(entries))
        .records()
        .stream()
        .map(PutRecordsResultEntry::sequenceNumber)
        .toList();
  }

  /** Waits for the only message, and takes it. */
  private String message() {
    String url = sqs.getQueueUrl(queue -> queue.queueName("EventStreamDlq")).queueUrl();
    List<Message> messages = new ArrayList<>();
    await()
        .atMost(LONGEST)
        .until(
            () -> {
              messages.addAll(sqs.receiveMessage(receive -> receive.queueUrl(url)).messages());
              return !messages.isEmpty();
            });
    assertThat(messages).hasSize(1);
    assertThat(messages.get(0).hasMessageAttributes()).isFalse();
    sqs.deleteMessage(
        delete -> delete.queueUrl(url).receiptHandle(messages.get(0).receiptHandle()));
    return messages.get(0).body();
  }

  private List<String> lines() throws IOException {
    return Files.exists(trace) ? Files.readAllLines(trace) : List.of();
  }

  private static JsonNode event(String line) {
    try {
      return JSON.readTree(line.split(" ", 2)[1]);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String data(String line) {
    List<String> data = new ArrayList<>();
    for (JsonNode record : event(line).path("Records")) {
      byte[] bytes = Base64.getDecoder().decode(record.at("/kinesis/data").asText());
      data.add(new String(bytes, StandardCharsets.UTF_8));
    }
    return String.join(",", data);
  }

  /** Packs one class as its owner's build would. */
  private static Path jarOf(Class<?> type, Path jar) throws IOException {
    String entry = type.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        InputStream code =
            Objects.requireNonNull(type.getClassLoader()).getResourceAsStream(entry)) {
      out.putNextEntry(new JarEntry(entry));
      Objects.requireNonNull(code).transferTo(out);
      out.closeEntry();
    }
    return jar;
  }

  private <B extends AwsClientBuilder<B, ?>> B at(B builder) {
    return builder
        .endpointOverride(URI.create(local.endpoint()))
        .region(Region.US_EAST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create());
  }
}
