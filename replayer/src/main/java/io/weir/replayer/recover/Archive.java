package io.weir.replayer.recover;

import io.weir.replayer.letter.Bytes;

/** The copies of messages that a journal keeps. What it holds was written here, and not forged. */
@FunctionalInterface
public interface Archive {

  /** Nothing is known of any journal. */
  Archive NONE = line -> false;

  /** Tells whether it holds this very export line. */
  boolean holds(Bytes line);
}
