package io.weir.local.mapping.engine;

import io.weir.local.mapping.engine.RecordSource.ShardRecord;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A stream in memory whose records are numbered per shard from 1. */
final class FakeStream implements RecordSource {

  private final Map<String, List<ShardRecord>> records = new LinkedHashMap<>();
  private final List<Shard> shards = new ArrayList<>();
  private final List<String> closed = new ArrayList<>();
  private final Set<StartingPosition> starts = new HashSet<>();
  private int failures;

  synchronized FakeStream shard(String shardId, String... parents) {
    shards.add(new Shard(shardId, Set.of(parents)));
    records.put(shardId, new ArrayList<>());
    return this;
  }

  synchronized void put(String shardId, String... partitionKeys) {
    List<ShardRecord> shard = records.getOrDefault(shardId, new ArrayList<>());
    for (String key : partitionKeys) {
      String number = String.valueOf(shard.size() + 1);
      shard.add(new ShardRecord(number, key, ByteBuffer.allocate(1), Instant.now()));
    }
  }

  synchronized void put(String shardId, List<ShardRecord> more) {
    records.getOrDefault(shardId, new ArrayList<>()).addAll(more);
  }

  synchronized void close(String shardId) {
    closed.add(shardId);
  }

  /** Deletes the stream and creates it again, with a shard of the same name. */
  synchronized void recreate(String shardId, String startsAt) {
    shards.clear();
    shards.add(new Shard(shardId, Set.of(), startsAt));
    records.put(shardId, new ArrayList<>());
    closed.clear();
  }

  /** Takes a shard off the list, as when its retention has passed. */
  synchronized void forget(String shardId) {
    shards.removeIf(shard -> shard.shardId().equals(shardId));
  }

  /** Returns where shards were begun. */
  synchronized Set<StartingPosition> starts() {
    return Set.copyOf(starts);
  }

  /** Lets the next reads fail. */
  synchronized void fail(int reads) {
    failures = reads;
  }

  @Override
  public synchronized List<Shard> shards() {
    return List.copyOf(shards);
  }

  @Override
  public synchronized Page read(String shardId, Position from, int limit) {
    if (failures > 0) {
      failures--;
      throw new IllegalStateException("the stream is away");
    }
    if (from instanceof Position.Start first) {
      starts.add(first.at());
    }
    List<ShardRecord> shard = records.getOrDefault(shardId, List.of());
    int start = from instanceof Position.After after ? Integer.parseInt(after.sequenceNumber()) : 0;
    int end = Math.min(shard.size(), start + limit);
    Position next = end == 0 ? from : new Position.After(String.valueOf(end));
    boolean atTip = end == shard.size();
    return new Page(shard.subList(start, end), next, atTip, atTip && closed.contains(shardId));
  }
}
