package io.weir.local.mapping.engine;

/** The function that the mapping calls. */
public interface Target {

  /** The function's ARN as the mapping names it, with its qualifier if the mapping has one. */
  String functionArn();

  /** The version that runs: {@code $LATEST}, or a number. */
  String executedVersion();

  /** Calls the function and waits for its answer; called by several lanes at once. */
  Outcome invoke(String requestId, byte[] event);

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

    /**
     * The event is over Lambda's 6 MB, so the function was not called: costs an attempt (ESM-25).
     */
    record TooLarge() implements Outcome {}
  }
}
