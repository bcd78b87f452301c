package io.weir.local.mapping.engine;

/** What a mapping does to the world, one at a time for each shard and lane. */
public enum Step {
  /** Asks which shards there are, and how far each is done. */
  LIST_SHARDS,
  /** Reads on in a shard. */
  READ,
  /** Calls the function. */
  INVOKE,
  /** Tells the destination about records that are given up. */
  TELL_DESTINATION,
  /** Keeps how far a shard is done. */
  KEEP_CHECKPOINT
}
