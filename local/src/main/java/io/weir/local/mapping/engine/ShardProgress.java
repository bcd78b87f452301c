package io.weir.local.mapping.engine;

import io.weir.local.mapping.engine.Activity.Effect;
import io.weir.local.mapping.engine.Checkpoints.Checkpoint;
import io.weir.local.mapping.engine.RecordSource.Shard;
import io.weir.local.mapping.engine.RecordSource.ShardRecord;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How far a shard is done while its lanes finish records out of order: the checkpoint is the last
 * record before the first unfinished one. Of checkpoints that come faster than they can be kept,
 * only the newest is.
 */
final class ShardProgress implements Activity {

  private final Shard shard;
  private final MappingContext mapped;
  private final Deque<String> inShardOrder = new ArrayDeque<>();
  private final Set<String> finishedEarly = new HashSet<>();
  private Optional<Checkpoint> unkept = Optional.empty();
  private boolean readToEnd;
  private boolean ended;

  ShardProgress(Shard shard, MappingContext mapped) {
    this.shard = shard;
    this.mapped = mapped;
  }

  /** Keeps where a shard is begun, so that it is begun there after a restart too (ESM-36). */
  void begin(StartingPosition start) {
    unkept = Optional.of(new Checkpoint.Start(start));
  }

  /** Takes note of records that were read, in shard order. */
  void taken(List<ShardRecord> records) {
    records.forEach(record -> inShardOrder.addLast(record.sequenceNumber()));
  }

  /** Takes note of finished records, and moves the checkpoint if it can. */
  void finished(List<ShardRecord> records) {
    String last = "";
    for (ShardRecord record : records) {
      if (record.sequenceNumber().equals(inShardOrder.peekFirst())) {
        last = inShardOrder.removeFirst();
      } else {
        finishedEarly.add(record.sequenceNumber());
      }
    }
    while (!inShardOrder.isEmpty() && finishedEarly.remove(inShardOrder.getFirst())) {
      last = inShardOrder.removeFirst();
    }
    if (!last.isEmpty()) {
      unkept = Optional.of(new Checkpoint.Through(last));
    }
    endIfDone();
  }

  /** Takes note that nothing more is in the shard, now or ever. */
  void readToEnd() {
    readToEnd = true;
    endIfDone();
  }

  /** Says whether the shard is closed and all of it is done: its children may be read. */
  boolean ended() {
    return ended;
  }

  @Override
  public Optional<Instant> nextAt() {
    return unkept.map(checkpoint -> AT_ONCE);
  }

  @Override
  public Effect begin(Instant now) {
    Checkpoint checkpoint = unkept.orElseThrow();
    unkept = Optional.empty();
    return new Effect(Step.KEEP_CHECKPOINT, () -> keep(checkpoint));
  }

  /** A checkpoint that cannot be kept costs a repetition after a restart, never a record. */
  private Consumer<Instant> keep(Checkpoint checkpoint) {
    try {
      mapped.wiring().checkpoints().save(shard.shardId(), checkpoint);
    } catch (RuntimeException e) {
      mapped.warn("the checkpoint of " + shard.shardId() + " could not be kept: " + e);
    }
    return now -> ended |= checkpoint instanceof Checkpoint.ShardEnd;
  }

  private void endIfDone() {
    if (readToEnd && inShardOrder.isEmpty()) {
      unkept = Optional.of(new Checkpoint.ShardEnd(shard.startsAt()));
    }
  }
}
