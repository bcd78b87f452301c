package io.weir.replayer.route;

/** What the table says about one record. */
public enum TableState {
  /** The event is there. */
  STORED,
  /** Something else has the event's identity. */
  OTHER,
  /** The event is not there. */
  ABSENT,
  /** A newer dead letter holds the very record that was put into the stream. */
  RETURNED,
  /**
   * There is a table, but it could not be read, or what was sent is no event that it could hold.
   */
  UNREADABLE,
  /** There is no table to ask. */
  NO_TABLE
}
