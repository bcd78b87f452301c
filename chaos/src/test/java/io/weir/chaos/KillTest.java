package io.weir.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weir.local.books.QueueContents;
import io.weir.local.books.TableContents;
import io.weir.local.books.TableContents.Item;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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
            LocalJar.start(directory, "up", "--port", "0", "--retries", "0").awaitReady();
        LocalServices services = LocalServices.of(local)) {
      while (kills < KILLS) {
        putBroken(services, rounds++ * RECORDS);
        await().atMost(LONGEST).until(() -> deadLetters(services) == RECORDS);
        kills += killUntilDone(local.endpoint(), random, KILLS - kills);
        assertThat(deadLetters(services)).as("seed %d, after %d kills", seed, kills).isZero();
        Map<String, Item> items =
            TableContents.read(services.dynamoDb(), LocalServices.TABLE).items();
        assertThat(items).as("seed %d, after %d kills", seed, kills).hasSize(rounds * RECORDS);
        for (int n = 0; n < rounds * RECORDS; n++) {
          assertThat(items.get("id-" + n)).extracting(Item::number).isEqualTo(String.valueOf(n));
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

  /** Puts records that lack their last brace. */
  private static void putBroken(LocalServices services, int first) {
    for (int n = first; n < first + RECORDS; n++) {
      byte[] payload = "{\"eventId\":\"id-%d\",\"n\":%d".formatted(n, n).getBytes(UTF_8);
      services.put("key-" + n % 5, List.of(payload));
    }
  }

  /** Returns how many messages the queue has, those out of sight included. */
  private static int deadLetters(LocalServices services) {
    String url = services.sqs().getQueueUrl(it -> it.queueName(LocalServices.QUEUE)).queueUrl();
    return QueueContents.depth(services.sqs(), url);
  }
}
