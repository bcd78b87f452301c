package io.weir.replayer.plan;

/** What a plan does with a record. */
public enum Action {
  /** Send it through the door as it is. */
  REDRIVE,
  /** Send its repaired payload through the door, at its own coordinates. */
  REPAIR,
  /** Nothing: it is stored already. */
  SKIP_STORED,
  /** Nothing: it stays in the queue. */
  KEEP
}
