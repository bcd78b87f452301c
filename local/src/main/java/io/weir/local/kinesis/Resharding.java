package io.weir.local.kinesis;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How shards are split and merged, on paper.
 *
 * @param now when the parents close and the children open
 */
record Resharding(Instant now) {

  StreamState split(StreamState stream, int index, BigInteger key) {
    List<ShardState> shards = new ArrayList<>(stream.shards());
    ShardState parent = shards.get(index);
    shards.set(index, parent.closed(now));
    shards.add(ShardState.child(shards.size(), parent, null, parent.range().below(key), now));
    shards.add(ShardState.child(shards.size(), parent, null, parent.range().from(key), now));
    return stream.with(shards);
  }

  StreamState merge(StreamState stream, int left, int right) {
    List<ShardState> shards = new ArrayList<>(stream.shards());
    ShardState parent = shards.get(left);
    ShardState adjacent = shards.get(right);
    shards.set(left, parent.closed(now));
    shards.set(right, adjacent.closed(now));
    HashRange range = parent.range().through(adjacent.range());
    shards.add(ShardState.child(shards.size(), parent, adjacent, range, now));
    return stream.with(shards);
  }

  /**
   * Reaches equal shards as AWS does: split at each new border, then merge between them (KIN-11).
   */
  StreamState evenly(StreamState stream, int target) {
    List<HashRange> wanted = HashRange.evenly(target);
    StreamState cut = stream;
    for (HashRange range : wanted) {
      cut = splitAt(cut, range.start());
    }
    for (HashRange range : wanted) {
      cut = mergeWithin(cut, range);
    }
    return cut;
  }

  private StreamState splitAt(StreamState stream, BigInteger border) {
    return stream.openShards().stream()
        .filter(shard -> shard.range().divisibleAt(border))
        .findFirst()
        .map(shard -> split(stream, shard.index(), border))
        .orElse(stream);
  }

  private StreamState mergeWithin(StreamState stream, HashRange range) {
    StreamState merged = stream;
    while (true) {
      List<ShardState> parts =
          merged.openShards().stream()
              .filter(shard -> shard.range().start().compareTo(range.start()) >= 0)
              .filter(shard -> shard.range().end().compareTo(range.end()) <= 0)
              .toList();
      if (parts.size() < 2) {
        return merged;
      }
      merged = merge(merged, parts.get(0).index(), parts.get(1).index());
    }
  }
}
