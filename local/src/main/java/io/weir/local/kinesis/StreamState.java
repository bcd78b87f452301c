package io.weir.local.kinesis;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Everything about a stream but its records. Changes to a stream are functions from one state to
 * the next, so that a state can be made durable before it takes effect.
 *
 * @param name unique at any one time
 * @param createdAt when it was created
 * @param settings what can be changed without touching shards
 * @param shards in the order of their indexes, closed and expired ones too
 */
record StreamState(
    String name, Instant createdAt, StreamSettings settings, List<ShardState> shards) {

  StreamState {
    shards = List.copyOf(shards);
  }

  StreamState with(StreamSettings other) {
    return new StreamState(name, createdAt, other, shards);
  }

  StreamState with(List<ShardState> others) {
    return new StreamState(name, createdAt, settings, others);
  }

  /** Returns the open shards in the order of their hash keys. */
  List<ShardState> openShards() {
    return shards.stream()
        .filter(ShardState::open)
        .sorted(Comparator.comparing(shard -> shard.range().start()))
        .toList();
  }
}
