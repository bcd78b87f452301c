package io.weir.replayer.journal;

/** How one try to redrive a record ended. */
public enum Outcome {
  /** Proven: the event is in the table, or the function or the stream said so for this record. */
  CONFIRMED,
  /** Proven to have failed again. */
  CAME_BACK,
  /** No proof of either: the answer was lost, or the event never appeared. Unknown means kept. */
  UNKNOWN,
  /** Written to a file: a copy, which settles nothing. */
  COPIED,
  /** Failed so often that no plan takes it again unless it is told to. */
  SET_ASIDE
}
