package io.weir.local.mapping.engine;

/** The function that the mapping calls. */
public interface Target {

  /** The function's ARN as the mapping names it, with its qualifier if the mapping has one. */
  String functionArn();

  /** The version that runs: {@code $LATEST}, or a number. */
  String executedVersion();

  /** Calls the function and waits for its answer; called by several lanes at once. */
  Outcome invoke(String requestId, byte[] event);
}
