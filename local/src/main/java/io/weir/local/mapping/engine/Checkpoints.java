package io.weir.local.mapping.engine;

import java.util.Optional;

/** How far each shard is done. Each shard is asked for and kept by one thread at a time. */
public interface Checkpoints {

  /** Returns how far a shard is done, or empty if it was never read. */
  Optional<Checkpoint> load(String shardId);

  /** Keeps how far a shard is done. */
  void save(String shardId, Checkpoint checkpoint);

  /** How far one shard is done. */
  sealed interface Checkpoint {

    /** Nothing is done; the shard is begun there (ESM-36). Never {@code Latest}. */
    record Start(StartingPosition at) implements Checkpoint {}

    /** Everything up to and including this sequence number is done. */
    record Through(String sequenceNumber) implements Checkpoint {}

    /**
     * The shard is closed and all of it is done: its children may be read.
     *
     * @param startsAt the number that the shard begins with; empty where the source does not tell
     */
    record ShardEnd(String startsAt) implements Checkpoint {

      /** The end of a shard whose source does not tell its incarnations apart. */
      public ShardEnd() {
        this("");
      }
    }
  }
}
