package io.weir.replayer.act;

/** What the table says about one record. */
public enum Finding {
  /** The event is there with the very content that was sent. */
  HOME,
  /** The event's identity is taken by another content. */
  OTHER,
  /** The event is not there. */
  ABSENT,
  /** A newer dead letter holds the very record that was put into the stream. */
  RETURNED,
  /** There is a table, but it could not be read. */
  UNREADABLE,
  /** There is no table to ask, or no way to know what to ask for. */
  NO_TABLE
}
