package io.weir.replayer.app;

import io.weir.replayer.recover.Bounds;
import io.weir.replayer.recover.Copies;

/**
 * How letters are read.
 *
 * @param bounds how much one letter may ask for
 * @param readsPerSecond of each shard, above 0 and at most 5
 * @param copies where the payloads are that the stream has no more
 * @param decodes whether the function is Weir's, so that its decoder judges the payloads
 */
public record Reading(Bounds bounds, double readsPerSecond, Copies copies, boolean decodes) {

  /** The usual bounds, one read a second, no copies, Weir's decoder. */
  public static final Reading DEFAULT = new Reading(Bounds.DEFAULT, 1, Copies.NONE, true);
}
