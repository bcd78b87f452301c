package io.weir.local.mapping.engine;

import java.time.Instant;

/** Where a mapping without a checkpoint starts to read a shard. */
public sealed interface StartingPosition {

  /** The oldest record that the stream still keeps. */
  record TrimHorizon() implements StartingPosition {}

  /** The first record that arrives after the mapping has begun to poll. */
  record Latest() implements StartingPosition {}

  /**
   * The first record that arrived at a time or later.
   *
   * @param timestamp not in the future
   */
  record AtTimestamp(Instant timestamp) implements StartingPosition {}
}
