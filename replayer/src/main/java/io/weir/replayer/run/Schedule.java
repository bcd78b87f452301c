package io.weir.replayer.run;

import io.weir.replayer.route.Route;
import io.weir.replayer.route.Work;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is still to be sent, and in which order: within a partition key by sequence number, one
 * record under way at a time. A record that is not stored freezes the rest of its key, and nothing
 * else.
 */
final class Schedule {

  private final Map<Shard, Map<String, Deque<Work>>> waiting = new LinkedHashMap<>();

  /** A shard, whose records may be in one batch. */
  private record Shard(String streamArn, String shardId) {

    static Shard of(Work work) {
      return new Shard(work.streamArn(), work.shardId());
    }
  }

  /** Orders the records. */
  Schedule(Collection<Work> all) {
    List<Work> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparing(Work::sequenceNumber));
    for (Work work : sorted) {
      waiting
          .computeIfAbsent(Shard.of(work), shard -> new LinkedHashMap<>())
          .computeIfAbsent(work.partitionKey(), key -> new ArrayDeque<>())
          .add(work);
    }
  }

  /** Tells whether there is nothing left that may be sent. */
  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /**
   * Takes the next batch of what is left: the first record of each key of one shard, within the
   * route's bounds and at most {@code most}. A record that is too heavy for the route goes alone,
   * and the route says so.
   */
  List<Work> next(Route route, int most) {
    int records = Math.min(most, route.maxRecords());
    long bytes = 0;
    List<Work> batch = new ArrayList<>();
    for (Deque<Work> key : waiting.values().iterator().next().values()) {
      long weight = route.weight(key.element());
      boolean full = batch.size() >= records || bytes + weight > route.maxBytes();
      if (!batch.isEmpty() && full) {
        break;
      }
      bytes += weight;
      batch.add(key.element());
    }
    batch.sort(Comparator.comparing(Work::sequenceNumber));
    return batch;
  }

  /** The record is stored: the next of its key may go. */
  void stored(Work work) {
    Map<String, Deque<Work>> keys = waiting.getOrDefault(Shard.of(work), Map.of());
    Deque<Work> key = keys.get(work.partitionKey());
    if (key != null && key.remove(work) && key.isEmpty()) {
      freeze(work);
    }
  }

  /** The record is not stored, or was the last of its key: nothing of that key goes any more. */
  void freeze(Work work) {
    waiting.computeIfPresent(
        Shard.of(work),
        (shard, keys) -> {
          keys.remove(work.partitionKey());
          return keys.isEmpty() ? null : keys;
        });
  }
}
