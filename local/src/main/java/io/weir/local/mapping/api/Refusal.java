package io.weir.local.mapping.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serial;

/** A request that Lambda refuses, with the status, the type and the message that it sends. */
final class Refusal extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;

  private Refusal(int status, String type, String message) {
    super(message);
    this.status = status;
    this.type = type;
  }

  /** What breaks a constraint of the API's model, in the framework's words. */
  static Refusal constraint(String value, String member, String constraint) {
    return new Refusal(
        400,
        "ValidationException",
        "1 validation error detected: Value %s at '%s' failed to satisfy constraint: %s"
            .formatted(value, member, constraint));
  }

  static Refusal invalid(String message) {
    return new Refusal(400, "InvalidParameterValueException", message);
  }

  static Refusal conflict(String message) {
    return new Refusal(409, "ResourceConflictException", message);
  }

  static Refusal inUse() {
    return new Refusal(
        400,
        "ResourceInUseException",
        "Cannot update the event source mapping because it is in use.");
  }

  static Refusal notFound() {
    return new Refusal(
        404, "ResourceNotFoundException", "The resource you requested does not exist.");
  }

  static Refusal unknown(String what) {
    return new Refusal(404, "UnknownOperationException", "The local Lambda does not know " + what);
  }

  int status() {
    return status;
  }

  String type() {
    return type;
  }

  ObjectNode document() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("Type", "User")
        .put("message", getMessage())
        .put("Message", getMessage());
  }
}
