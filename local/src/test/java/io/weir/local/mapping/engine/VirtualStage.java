package io.weir.local.mapping.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.local.mapping.engine.Checkpoints.Checkpoint;
import io.weir.local.mapping.engine.Target.Outcome;
import io.weir.local.mapping.engine.Wiring.StreamIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** A stream, its checkpoints, a function that does everything, and a clock that only steps move. */
final class VirtualStage {

  static final Instant START = Instant.parse("2026-09-19T09:00:00Z");

  final FakeStream stream = new FakeStream();
  final Map<String, Checkpoint> checkpoints = new HashMap<>();
  final List<String> delivered = new ArrayList<>();
  Instant now = START;

  VirtualMapping mapping(MappingSettings settings, Function<Step, Duration> durations) {
    Random ids = new Random(7);
    return new VirtualMapping(
        settings,
        Filters.none(),
        new Wiring(
            new Wiring.Source(
                new StreamIdentity("arn:aws:kinesis:us-east-1:1:stream/s", "us-east-1", "role"),
                stream),
            new Recorder(),
            OnFailure.nowhere(),
            new MapCheckpoints(checkpoints),
            line -> {}),
        () -> new UUID(ids.nextLong(), ids.nextLong()),
        durations);
  }

  void put(String shardId, int count) {
    stream.put(shardId, IntStream.range(0, count).mapToObj(n -> "key-" + n).toArray(String[]::new));
  }

  void step(VirtualMapping mapping) {
    now = mapping.nextAt().isAfter(now) ? mapping.nextAt() : now;
    mapping.step(now);
  }

  void runUntil(VirtualMapping mapping, Predicate<VirtualMapping> done) {
    for (int steps = 0; !done.test(mapping); steps++) {
      assertThat(steps).isLessThan(100_000);
      step(mapping);
    }
  }

  void runFor(VirtualMapping mapping, Duration duration) {
    Instant end = now.plus(duration);
    while (!mapping.nextAt().isAfter(end)) {
      step(mapping);
    }
    now = end;
  }

  static MappingSettings latest() {
    return settings(1, 1, Duration.ZERO, new StartingPosition.Latest());
  }

  static MappingSettings settings(int batchSize, int lanes) {
    return settings(batchSize, lanes, Duration.ZERO);
  }

  static MappingSettings settings(int batchSize, int lanes, Duration window) {
    return settings(batchSize, lanes, window, new StartingPosition.TrimHorizon());
  }

  static MappingSettings settings(
      int batchSize, int lanes, Duration window, StartingPosition start) {
    return MappingSettings.awsDefaults().toBuilder()
        .batchSize(batchSize)
        .batchWindow(window)
        .maximumRetryAttempts(OptionalInt.of(0))
        .reportBatchItemFailures(true)
        .parallelizationFactor(lanes)
        .startingPosition(start)
        .build();
  }

  /** A function that does everything, and writes down what. */
  private final class Recorder implements Target {

    @Override
    public String functionArn() {
      return "arn:aws:lambda:us-east-1:123456789012:function:recording";
    }

    @Override
    public String executedVersion() {
      return "$LATEST";
    }

    @Override
    public Outcome invoke(String requestId, byte[] event) {
      for (JsonNode record : Json.parse(event).orElseThrow().path("Records")) {
        delivered.add(record.path("eventID").textValue());
      }
      return new Outcome.Returned(new byte[0]);
    }
  }
}
