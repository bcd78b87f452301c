package io.weir.local.mapping;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How far a shard is done while its lanes finish records out of order: the checkpoint is the last
 * record before the first unfinished one. Safe for use by several lanes.
 */
final class ShardProgress {

  private final Deque<String> inShardOrder = new ArrayDeque<>();
  private final Set<String> finishedEarly = new HashSet<>();
  private final Consumer<String> checkpoint;

  /**
   * Starts with nothing taken.
   *
   * @param checkpoint receives each new checkpoint, in order, before the lane goes on
   */
  ShardProgress(Consumer<String> checkpoint) {
    this.checkpoint = checkpoint;
  }

  /** Takes note of records that were read, in shard order. */
  synchronized void taken(List<ShardRecord> records) {
    records.forEach(record -> inShardOrder.addLast(record.sequenceNumber()));
  }

  /** Takes note of finished records, and moves the checkpoint if it can. */
  synchronized void finished(List<ShardRecord> records) {
    records.forEach(record -> finishedEarly.add(record.sequenceNumber()));
    String last = "";
    while (!inShardOrder.isEmpty() && finishedEarly.remove(inShardOrder.getFirst())) {
      last = inShardOrder.removeFirst();
    }
    if (!last.isEmpty()) {
      checkpoint.accept(last);
    }
  }

  /** Says whether every record taken so far is finished. */
  synchronized boolean allFinished() {
    return inShardOrder.isEmpty();
  }
}
