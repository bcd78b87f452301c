package io.weir.local.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How one invocation of a function ended. */
public sealed interface Invocation {

  /** The largest event, in bytes, that can be sent and waited for (LAM-2). */
  int MAX_REQUEST_BYTES = 6_291_456;

  /** The largest answer, in bytes (LAM-2). */
  int MAX_RESPONSE_BYTES = 6_291_556;

  /** The function returned; what it returned is not checked, not even for being JSON (LAM-7). */
  record Returned(byte[] payload) implements Invocation {}

  /**
   * The function did not return: it threw, ran out of time or memory, exited, or never came up.
   *
   * @param errorType such as {@code java.lang.IllegalStateException} or {@code Sandbox.Timedout}
   * @param errorMessage possibly empty
   * @param payload the JSON document that a caller of the invoke API receives
   */
  record Failed(String errorType, String errorMessage, byte[] payload) implements Invocation {
    static final String TIMED_OUT = "Sandbox.Timedout";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A failure that Lambda itself reports, because the function could not. */
    static Failed of(String errorType, String errorMessage) {
      ObjectNode document = JSON.createObjectNode();
      document.put("errorType", errorType).put("errorMessage", errorMessage);
      try {
        return new Failed(errorType, errorMessage, JSON.writeValueAsBytes(document));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("Two strings cannot be written as JSON", e);
      }
    }
  }

  /**
   * Every instance within the function's concurrency was busy: the function was not run (LAM-11).
   */
  record Throttled() implements Invocation {}
}
