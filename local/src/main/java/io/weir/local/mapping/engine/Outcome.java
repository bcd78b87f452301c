package io.weir.local.mapping.engine;

/** What became of one attempt to hand a batch to the function. */
public sealed interface Outcome {

  /**
   * The function returned.
   *
   * @param answer its JSON, unread
   */
  record Returned(byte[] answer) implements Outcome {}

  /** The function threw, timed out, or its process ended. */
  record FunctionFailed() implements Outcome {}

  /** Lambda refused before the function ran: costs no attempt (ESM-24). */
  record Throttled() implements Outcome {}

  /** The event is over Lambda's 6 MB, so the function was not called: costs an attempt (ESM-25). */
  record TooLarge() implements Outcome {}
}
