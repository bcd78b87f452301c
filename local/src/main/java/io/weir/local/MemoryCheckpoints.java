package io.weir.local;

import io.weir.local.mapping.engine.Checkpoints;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Checkpoints that live as long as a stream in memory does. */
final class MemoryCheckpoints implements Checkpoints {

  private final Map<String, Checkpoint> byShard = new ConcurrentHashMap<>();

  @Override
  public Optional<Checkpoint> load(String shardId) {
    return Optional.ofNullable(byShard.get(shardId));
  }

  @Override
  public void save(String shardId, Checkpoint checkpoint) {
    byShard.put(shardId, checkpoint);
  }
}
