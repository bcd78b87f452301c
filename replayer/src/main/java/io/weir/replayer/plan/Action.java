package io.weir.replayer.plan;

/** What a plan does with a record. */
public enum Action {
  /** Send it through the route as it is. */
  REDRIVE,
  /** Send its repaired payload through the route, at its own coordinates. */
  REPAIR,
  /** Nothing: it is stored already. */
  SKIP_STORED,
  /** Nothing: it was put into the stream again, and a newer message of this plan holds it. */
  SKIP_MOVED,
  /** Nothing: the mapping's filter drops it, and what is left of its range is the batch. */
  SKIP_FILTERED,
  /** Nothing: it stays in the queue. */
  KEEP
}
