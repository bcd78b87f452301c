package io.weir.local.wire;

/** What can happen to a request on its way to a service, or to the answer on its way back. */
public enum FaultKind {
  /** Everything arrives, late. */
  DELAY,
  /** The connection is reset before the service has seen the request. */
  RESET,
  /** The service says 500 and has done nothing. */
  FAILED,
  /** The service says that there were too many requests, and has done nothing. */
  THROTTLED,
  /**
   * The service takes only every other entry of a batch; where it would take all, {@link
   * #THROTTLED}.
   */
  PARTLY_THROTTLED,
  /** The service has done what was asked, and says 500. */
  DONE_AND_FAILED,
  /** The service has done what was asked, and the connection is reset instead of an answer. */
  ANSWER_LOST,
  /** The service has done what was asked, and the connection ends in the middle of the answer. */
  ANSWER_CUT,
  /**
   * A deletion of messages is confirmed, and nothing is deleted (SQS-61); another call is {@link
   * #THROTTLED}.
   */
  DELETION_LIES,
  /** A message is sent twice; another call is late. */
  SENT_TWICE,
  /** A transaction meets a conflict, and has done nothing; another call is {@link #THROTTLED}. */
  TRANSACTION_CONFLICT
}
