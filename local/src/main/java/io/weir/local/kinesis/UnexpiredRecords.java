package io.weir.local.kinesis;

import io.weir.local.kinesis.StreamLog.LogEntry.LoggedRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds out what of a stored stream has not expired. */
final class UnexpiredRecords {

  private UnexpiredRecords() {}

  /** Returns the stream without expired records, and its shards' first ordinals moved up. */
  static Storage.Restored of(Storage.Restored stream, Instant now) {
    Instant horizon = now.minus(stream.state().settings().retention());
    Map<Integer, Long> firsts = new HashMap<>();
    stream.state().shards().forEach(shard -> firsts.put(shard.index(), shard.firstOrdinal()));
    List<LoggedRecord> live = new ArrayList<>();
    for (LoggedRecord logged : stream.records()) {
      if (logged.ordinal() < firsts.getOrDefault(logged.shardIndex(), 0L)) {
        continue; // trimmed before the stream's last change
      }
      if (logged.record().arrivedAt().isBefore(horizon)) {
        firsts.put(logged.shardIndex(), logged.ordinal() + 1);
      } else {
        live.add(logged);
      }
    }
    List<ShardState> shards =
        stream.state().shards().stream()
            .map(shard -> shard.startingAt(firsts.getOrDefault(shard.index(), 0L)))
            .toList();
    return new Storage.Restored(stream.state().with(shards), live, stream.log());
  }
}
