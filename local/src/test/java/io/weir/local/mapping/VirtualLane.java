package io.weir.local.mapping;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Carries a batch through its states in virtual time, and remembers what was done. */
final class VirtualLane {

  static final Instant START = Instant.parse("2026-09-19T09:00:00Z");

  /** One call of the function: which records, under which id, how long after the one before. */
  record Call(List<String> records, UUID requestId, Duration after) {}

  private final MappingSettings settings;
  private final Function<List<ShardRecord>, Outcome> function;
  private final List<Call> calls = new ArrayList<>();
  private final List<Discard> discards = new ArrayList<>();
  private Instant now = START;
  private Instant lastCall = START;

  VirtualLane(MappingSettings settings, Function<List<ShardRecord>, Outcome> function) {
    this.settings = settings;
    this.function = function;
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
    ByteBuffer data = ByteBuffer.wrap(sequenceNumber.getBytes(StandardCharsets.US_ASCII));
    return new ShardRecord(sequenceNumber, "key", data, arrivedAt);
  }

  /** Resolves the records to their end; the limit on steps catches a run that never ends. */
  VirtualLane run(List<ShardRecord> records) {
    BatchState state = Parts.of(Batch.of(records, new UUID(0, 1)), settings).next();
    for (int steps = 0; !(state instanceof BatchState.Done); steps++) {
      if (steps > 10_000) {
        throw new AssertionError("no end after " + calls);
      }
      state = step(state);
    }
    return this;
  }

  List<Call> calls() {
    return calls;
  }

  List<List<String>> batches() {
    return calls.stream().map(Call::records).toList();
  }

  List<Discard> discards() {
    return discards;
  }

  private BatchState step(BatchState state) {
    if (state instanceof BatchState.Ready ready) {
      return ready.begin(now);
    }
    if (state instanceof BatchState.Invoking invoking) {
      Batch batch = invoking.batch();
      calls.add(new Call(names(batch.records()), batch.requestId(), sinceLastCall()));
      return invoking.answered(function.apply(batch.records()), now);
    }
    if (state instanceof BatchState.Waiting waiting) {
      now = waiting.until();
      return waiting.elapsed();
    }
    BatchState.Discarding discarding = (BatchState.Discarding) state;
    discards.add(discarding.discard());
    return discarding.discarded();
  }

  private Duration sinceLastCall() {
    Duration since = Duration.between(lastCall, now);
    lastCall = now;
    return since;
  }

  static List<String> names(List<ShardRecord> records) {
    return records.stream().map(ShardRecord::sequenceNumber).toList();
  }
}
