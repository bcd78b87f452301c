package io.weir.local.mapping.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.local.mapping.engine.RecordSource.ShardRecord;
import io.weir.local.mapping.engine.Target.Outcome;
import io.weir.local.mapping.engine.Wiring.StreamIdentity;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;

/** Runs a mapping over one shard in virtual time, and remembers what it did to the world. */
final class VirtualLane {

  static final Instant START = Instant.parse("2026-09-19T09:00:00Z");
  static final String SHARD = "shardId-000000000000";

  /** Longer than AWS was watched for a further call after a trace had ended. */
  private static final Duration WATCHED = Duration.ofSeconds(20);

  /** One call of the function: which records, under which id, how long after the one before. */
  record Call(List<String> records, UUID requestId, Duration after) {}

  private final FakeStream stream = new FakeStream().shard(SHARD);
  private final MappingSettings settings;
  private final Function<List<ShardRecord>, Outcome> function;
  private final List<Call> calls = new ArrayList<>();
  private final List<Told> told = new ArrayList<>();
  private final Map<String, ShardRecord> records = new HashMap<>();
  private final Map<String, Checkpoints.Checkpoint> checkpoints = new HashMap<>();
  private OnFailure destination = pointer -> told.add(Told.of(pointer));
  private MappingCounts counts = MappingCounts.none();
  private Filters filters = Filters.none();
  private Instant now = START;
  private Instant lastCall = START;

  VirtualLane(MappingSettings settings, Function<List<ShardRecord>, Outcome> function) {
    this.settings = settings;
    this.function = function;
  }

  /** Lets only some records reach the function. */
  VirtualLane filtering(Filters wanted) {
    filters = wanted;
    return this;
  }

  /** Lets the destination refuse. */
  VirtualLane refused() {
    destination =
        pointer -> {
          throw new IllegalStateException("access denied");
        };
    return this;
  }

  /** Returns records named 1 to n that arrive at the start. */
  static List<ShardRecord> records(int n) {
    List<ShardRecord> records = new ArrayList<>();
    for (int i = 1; i <= n; i++) {
      records.add(record(String.valueOf(i), START));
    }
    return records;
  }

  static ShardRecord record(String sequenceNumber, Instant arrivedAt) {
    return record(sequenceNumber, sequenceNumber.getBytes(StandardCharsets.US_ASCII), arrivedAt);
  }

  static ShardRecord record(String sequenceNumber, byte[] data, Instant arrivedAt) {
    return new ShardRecord(
        sequenceNumber, "key-" + sequenceNumber, ByteBuffer.wrap(data), arrivedAt);
  }

  /** Runs until all records are finished, and on for a while in which nothing may happen. */
  VirtualLane run(List<ShardRecord> input) {
    input.forEach(record -> records.put(record.sequenceNumber(), record));
    stream.put(SHARD, input);
    Random ids = new Random(1);
    VirtualMapping mapping =
        new VirtualMapping(
            settings,
            filters,
            new Wiring(
                new Wiring.Source(
                    new StreamIdentity("arn:aws:kinesis:us-east-1:1:stream/s", "us-east-1", "role"),
                    stream),
                new Recorder(),
                destination,
                new MapCheckpoints(checkpoints),
                line -> {}),
            () -> new UUID(ids.nextLong(), ids.nextLong()),
            step -> Duration.ZERO);
    Instant limit = START.plus(Duration.ofDays(1));
    while (mapping.counts().finished() < input.size() && mapping.nextAt().isBefore(limit)) {
      step(mapping);
    }
    Instant end = now.plus(WATCHED);
    while (mapping.nextAt().isBefore(end)) {
      step(mapping);
    }
    counts = mapping.counts();
    return this;
  }

  List<Call> calls() {
    return calls;
  }

  List<List<String>> batches() {
    return calls.stream().map(Call::records).toList();
  }

  List<Told> told() {
    return told;
  }

  MappingCounts counts() {
    return counts;
  }

  Optional<Checkpoints.Checkpoint> checkpoint() {
    return Optional.ofNullable(checkpoints.get(SHARD));
  }

  /** Returns the calls' request ids as numbers: 0 for the first that was seen, and so on. */
  List<Integer> ids() {
    List<UUID> distinct = calls.stream().map(Call::requestId).distinct().toList();
    return calls.stream().map(call -> distinct.indexOf(call.requestId())).toList();
  }

  private void step(VirtualMapping mapping) {
    now = mapping.nextAt().isAfter(now) ? mapping.nextAt() : now;
    mapping.step(now);
  }

  /** The function, as the mapping calls it. */
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
      List<String> names = new ArrayList<>();
      for (JsonNode record : Json.parse(event).orElseThrow().path("Records")) {
        names.add(record.at("/kinesis/sequenceNumber").textValue());
      }
      calls.add(new Call(names, UUID.fromString(requestId), Duration.between(lastCall, now)));
      lastCall = now;
      return function.apply(
          names.stream()
              .map(name -> Optional.ofNullable(records.get(name)).orElseThrow())
              .toList());
    }
  }
}
