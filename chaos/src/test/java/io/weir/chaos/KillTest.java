package io.weir.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The real replayer against the real pipeline, killed at random moments. {@code -Dweir.kills=200}
 * kills it that often; the build is content with a few.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class KillTest {

  private static final int KILLS = Integer.getInteger("weir.kills", 3);
  private static final int RECORDS = 12;
  private static final int LATEST = 3_000;
  private static final Duration LONGEST = Duration.ofSeconds(60);

  @TempDir private Path directory;

  @Test
  void killedAtAnyMomentItLosesAndDoublesNothing() {
    long seed = Long.getLong("weir.seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    int kills = 0;
    int rounds = 0;
    try (LocalJar local =
        LocalJar.start(directory, "up", "--port", "0", "--retries", "0").awaitReady()) {
      Pipeline pipeline = new Pipeline(local.endpoint());
      while (kills < KILLS) {
        pipeline.putBroken(rounds++ * RECORDS, RECORDS);
        await().atMost(LONGEST).until(() -> pipeline.deadLetters() == RECORDS);
        kills += killUntilDone(local.endpoint(), random, KILLS - kills);
        assertThat(pipeline.deadLetters()).as("seed %d, after %d kills", seed, kills).isZero();
        assertThat(pipeline.table())
            .as("seed %d, after %d kills", seed, kills)
            .hasSize(rounds * RECORDS);
        for (int n = 0; n < rounds * RECORDS; n++) {
          assertThat(pipeline.table()).containsEntry("id-" + n, String.valueOf(n));
        }
      }
    }
  }

  /** Applies a plan and kills it, again and again until it ends by itself; returns the kills. */
  private int killUntilDone(String endpoint, SplittableRandom random, int most) {
    Path plan = directory.resolve("plan.json");
    String journal = directory.resolve("journal.ndjson").toString();
    ReplayerJar planning =
        ReplayerJar.start(
            endpoint,
            directory,
            "plan",
            "--queue=EventStreamDlq",
            "--stream=EventStream",
            "--function=EventStreamHandler",
            "--table=EventLogs",
            "--fix=. + \"}\"",
            "--fix-raw",
            "--read-rate=5",
            "--journal=" + journal,
            "--out=" + plan);
    assertThat(planning.exitCode()).as(planning.output()).isZero();
    assertThat(planning.output()).contains(RECORDS + " of " + RECORDS + " records");
    for (int kills = 0; ; kills++) {
      ReplayerJar apply =
          ReplayerJar.start(
              endpoint,
              directory,
              "apply",
              plan.toString(),
              "--yes",
              "--rps=15",
              "--batch-size=1",
              "--lease=10s",
              "--journal=" + journal);
      if (kills >= most || apply.endsWithin(Duration.ofMillis(300 + random.nextInt(LATEST)))) {
        assertThat(apply.exitCode()).as(apply.output()).isZero();
        return kills;
      }
      apply.kill();
    }
  }

  /**
   * The pipeline, as its users see it.
   *
   * @param endpoint where it answers
   */
  private record Pipeline(String endpoint) {

    /** Puts records that lack their last brace. */
    void putBroken(int first, int count) {
      try (KinesisClient kinesis =
          KinesisClient.builder()
              .endpointOverride(URI.create(endpoint))
              .region(Region.US_EAST_1)
              .credentialsProvider(AnonymousCredentialsProvider.create())
              .build()) {
        for (int n = first; n < first + count; n++) {
          String payload = "{\"eventId\":\"id-%d\",\"n\":%d".formatted(n, n);
          String key = "key-" + n % 5;
          kinesis.putRecord(
              request ->
                  request
                      .streamName("EventStream")
                      .partitionKey(key)
                      .data(SdkBytes.fromUtf8String(payload)));
        }
      }
    }

    /** Returns the number in each item, by its identity. */
    Map<String, String> table() {
      Map<String, String> numbers = new HashMap<>();
      try (DynamoDbClient dynamoDb =
          DynamoDbClient.builder()
              .endpointOverride(URI.create(endpoint))
              .region(Region.US_EAST_1)
              .credentialsProvider(AnonymousCredentialsProvider.create())
              .build()) {
        dynamoDb
            .scanPaginator(request -> request.tableName("EventLogs").consistentRead(true))
            .items()
            .forEach(item -> numbers.put(text(item, "eventId").s(), number(item)));
      }
      return numbers;
    }

    private static String number(Map<String, AttributeValue> item) {
      return text(text(item, "data").m(), "n").n();
    }

    private static AttributeValue text(Map<String, AttributeValue> item, String name) {
      return item.getOrDefault(name, AttributeValue.fromNul(true));
    }

    /** Returns how many messages the queue has, those out of sight included. */
    long deadLetters() {
      try (SqsClient sqs =
          SqsClient.builder()
              .endpointOverride(URI.create(endpoint))
              .region(Region.US_EAST_1)
              .credentialsProvider(AnonymousCredentialsProvider.create())
              .build()) {
        String url = sqs.getQueueUrl(request -> request.queueName("EventStreamDlq")).queueUrl();
        return sqs
            .getQueueAttributes(
                request ->
                    request
                        .queueUrl(url)
                        .attributeNames(
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
            .attributes()
            .values()
            .stream()
            .mapToLong(Long::parseLong)
            .sum();
      }
    }
  }
}
