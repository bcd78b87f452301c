package io.weir.local.mapping;

import java.util.Optional;

/** How far each shard is done. Called by one thread a shard. */
public interface Checkpoints {

  /** Returns how far a shard is done, or empty if it was never read. */
  Optional<Checkpoint> load(String shardId);

  /** Keeps how far a shard is done. */
  void save(String shardId, Checkpoint checkpoint);

  /** How far one shard is done. */
  sealed interface Checkpoint {

    /** Everything up to and including this sequence number is done. */
    record Through(String sequenceNumber) implements Checkpoint {}

    /** The shard is closed and all of it is done: its children may be read. */
    record ShardEnd() implements Checkpoint {}
  }
}
