package io.weir.local.mapping.engine;

import java.util.Map;
import java.util.Optional;

/** Checkpoints that outlive a mapping. */
record MapCheckpoints(Map<String, Checkpoint> byShard) implements Checkpoints {

  @Override
  public Optional<Checkpoint> load(String shardId) {
    return Optional.ofNullable(byShard.get(shardId));
  }

  @Override
  public void save(String shardId, Checkpoint checkpoint) {
    byShard.put(shardId, checkpoint);
  }
}
