package io.weir.replayer.route;

/** Calls a function and waits for its answer. */
@FunctionalInterface
public interface FunctionCall {

  /**
   * Calls it with an event.
   *
   * @throws RouteException if the call was refused for a reason that holds for every call
   */
  Reply invoke(byte[] event);

  /** What came of a call. */
  sealed interface Reply {

    /** The function returned; possibly nothing. */
    record Returned(byte[] payload) implements Reply {}

    /** The function threw, timed out, or ended: any work may have been done. */
    record Threw(String type) implements Reply {}

    /** The call was turned away, and the function never ran. */
    record Throttled(String code) implements Reply {}

    /** It is not known whether the function ran. */
    record Lost(String why) implements Reply {}
  }
}
