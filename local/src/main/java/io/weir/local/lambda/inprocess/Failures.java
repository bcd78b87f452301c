package io.weir.local.lambda.inprocess;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.local.lambda.Invocation;

/** How an invocation without an answer is told, in Lambda's words (LAM-2, LAM-8). */
final class Failures {

  private static final JsonMapper JSON = new JsonMapper();

  private Failures() {}

  static Invocation of(Throwable thrown) {
    String type = thrown.getClass().getName();
    String message = thrown.getMessage() == null ? "" : thrown.getMessage();
    ObjectNode document = JSON.createObjectNode();
    document.put("errorMessage", thrown.getMessage()).put("errorType", type);
    ArrayNode trace = document.putArray("stackTrace");
    for (StackTraceElement element : thrown.getStackTrace()) {
      trace.add(element.toString());
    }
    return failed(type, message, document);
  }

  static Invocation timedOut(InvocationContext context) {
    return ofLambda(
        "Sandbox.Timedout",
        "RequestId: %s Error: Task timed out after %d.00 seconds"
            .formatted(context.requestId(), context.function().timeout().toSeconds()));
  }

  static Invocation brokenOff(InvocationContext context) {
    return ofLambda(
        "Sandbox.Failure",
        "RequestId: " + context.requestId() + " Error: The invocation was broken off");
  }

  static Invocation tooLarge(int bytes) {
    return ofLambda(
        "Function.ResponseSizeTooLarge",
        "Response payload size (%d bytes) exceeded maximum allowed payload size (%d bytes)."
            .formatted(bytes, Invocation.MAX_RESPONSE_BYTES));
  }

  private static Invocation ofLambda(String type, String message) {
    return failed(
        type, message, JSON.createObjectNode().put("errorType", type).put("errorMessage", message));
  }

  private static Invocation failed(String type, String message, ObjectNode document) {
    try {
      return new Invocation.Failed(type, message, JSON.writeValueAsBytes(document));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Strings cannot be written as JSON", e);
    }
  }
}
