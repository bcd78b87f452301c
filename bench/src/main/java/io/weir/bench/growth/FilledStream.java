package io.weir.bench.growth;

import io.weir.bench.driver.Batches;
import io.weir.bench.driver.Kind;
import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import io.weir.local.kinesis.Kinesis;
import io.weir.local.kinesis.KinesisLimits;
import io.weir.local.kinesis.KinesisSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** A stream of the local Kinesis, without AWS's limits, filled through its API. */
public final class FilledStream implements AutoCloseable {
  /** The stream. */
  public static final String NAME = "events";

  static final Instant NOW = Instant.parse("2026-11-22T20:08:00Z");

  private static final int RECORDS_A_CALL = 500;

  private final Kinesis kinesis;
  private final double putSeconds;

  private FilledStream(Kinesis kinesis, double putSeconds) {
    this.kinesis = kinesis;
    this.putSeconds = putSeconds;
  }

  /** Makes a stream with this many records, all of one time. */
  public static FilledStream of(int shards, int records) throws IOException {
    return of(shards, records, InstantSource.fixed(NOW));
  }

  /** Makes a stream with this many records, by a clock. */
  public static FilledStream of(int shards, int records, InstantSource clock) throws IOException {
    Kinesis kinesis =
        new Kinesis(KinesisSettings.inMemory().limitedBy(KinesisLimits.none()), clock);
    call(kinesis, "CreateStream", "{\"StreamName\":\"events\",\"ShardCount\":" + shards + "}");
    long nanos = 0;
    for (long first = 0; first < records; first += RECORDS_A_CALL) {
      String body = puts(first, Math.min(records, first + RECORDS_A_CALL));
      nanos += put(kinesis, body);
    }
    if (kinesis.totals().accepted() != records) {
      throw new IllegalStateException("accepted " + kinesis.totals() + " of " + records);
    }
    return new FilledStream(kinesis, nanos / 1e9);
  }

  /** Returns a call that puts the records from the first until before the end. */
  public static String puts(long first, long end) {
    return LongStream.range(first, end)
        .mapToObj(
            n ->
                "{\"PartitionKey\":\"device-%d\",\"Data\":\"%s\"}"
                    .formatted(
                        n % 1000,
                        Base64.getEncoder()
                            .encodeToString(
                                Batches.payload(Kind.EVENTS, n).getBytes(StandardCharsets.UTF_8))))
        .collect(Collectors.joining(",", "{\"StreamName\":\"events\",\"Records\":[", "]}"));
  }

  /** Makes a call that puts records, and returns what it took in nanoseconds. */
  public long put(String puts) {
    return put(kinesis, puts);
  }

  private static long put(Kinesis kinesis, String puts) {
    long begun = System.nanoTime();
    call(kinesis, "PutRecords", puts);
    return System.nanoTime() - begun;
  }

  private static void call(Kinesis kinesis, String operation, String body) {
    Reply reply =
        kinesis.handle(
            new Request(
                "POST",
                "/",
                Map.of(
                    "x-amz-target",
                    "Kinesis_20131202." + operation,
                    "content-type",
                    "application/x-amz-json-1.1"),
                body.getBytes(StandardCharsets.UTF_8)));
    if (reply.status() != 200) {
      throw new IllegalStateException(
          operation + ": " + new String(reply.body(), StandardCharsets.UTF_8));
    }
  }

  /** The local Kinesis that it is in. */
  public Kinesis kinesis() {
    return kinesis;
  }

  /** What the puts took, without the making of their requests. */
  double putSeconds() {
    return putSeconds;
  }

  @Override
  public void close() {
    kinesis.close();
  }
}
