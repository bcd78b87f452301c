package io.weir.local.lambda;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A request that Lambda refuses, with the status, the type and the document that it sends. */
final class ApiError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;
  private final transient ObjectNode document;

  private ApiError(int status, String type, ObjectNode document) {
    super(type);
    this.status = status;
    this.type = type;
    this.document = document;
  }

  static ApiError functionNotFound(String arn) {
    return new ApiError(
        404, "ResourceNotFoundException", user().put("Message", "Function not found: " + arn));
  }

  static ApiError throttled() {
    ObjectNode document =
        JsonNodeFactory.instance
            .objectNode()
            .put("Reason", "ReservedFunctionConcurrentInvocationLimitExceeded");
    document.setAll(user().put("message", "Rate Exceeded."));
    return new ApiError(429, "TooManyRequestsException", document);
  }

  static ApiError notJson(String reason) {
    return invalidContent(
        "Could not parse request body into json: Could not parse payload into json: " + reason);
  }

  static ApiError invalidContent(String message) {
    return new ApiError(400, "InvalidRequestContentException", user().put("message", message));
  }

  static ApiError invalidParameter(String message) {
    return new ApiError(400, "InvalidParameterValueException", user().put("message", message));
  }

  static ApiError requestTooLarge(String message) {
    return new ApiError(413, "RequestEntityTooLargeException", user().put("Message", message));
  }

  static ApiError unknownOperation(String method, String path) {
    return new ApiError(
        404,
        "UnknownOperationException",
        user().put("message", "The local Lambda does not know " + method + " " + path));
  }

  /** An operation on no function that is there: {@code CreateFunction} above all. */
  static ApiError notMadeHere(String method, String path) {
    return new ApiError(
        404,
        "UnknownOperationException",
        user()
            .put(
                "message",
                "The local Lambda does not know %s %s (CreateFunction is a POST): start it with the"
                        .formatted(method, path)
                    + " function, by --function JAR or --exec COMMAND"));
  }

  private static ObjectNode user() {
    return JsonNodeFactory.instance.objectNode().put("Type", "User");
  }

  int status() {
    return status;
  }

  String type() {
    return type;
  }

  ObjectNode document() {
    return document;
  }
}
