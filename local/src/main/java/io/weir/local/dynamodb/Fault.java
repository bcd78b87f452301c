package io.weir.local.dynamodb;

/** What happens to one write. */
public enum Fault {
  /** It is carried out. */
  NONE,
  /** It alone of the entries of its batch is refused because capacity is missing. */
  THROTTLED,
  /** The whole call fails inside the service; nothing of it is written. */
  FAILED,
  /** The whole call is carried out, and its caller is told that it failed. */
  ANSWER_LOST
}
