package io.weir.dynamodb.error;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A request that is refused: the error's type, its text, and what else the answer carries. */
public final class DynamoDbException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The HTTP status of most errors; others say that the service failed. */
  public static final int BAD_REQUEST = 400;

  private static final int INTERNAL = 500;
  private static final int UNAVAILABLE = 503;
  private static final String SERVICE = "com.amazonaws.dynamodb.v20120810#";
  private static final String CORAL = "com.amazon.coral.service#";
  private static final String VALIDATE = "com.amazon.coral.validate#";

  private final String namespace;
  private final String type;
  private final int status;
  private final transient ObjectNode members;

  private DynamoDbException(String namespace, String type, int status, String message) {
    super(message, null, false, false);
    this.namespace = namespace;
    this.type = type;
    this.status = status;
    this.members = JsonNodeFactory.instance.objectNode();
  }

  /** Returns an error of the service's own, by its short name. */
  public static DynamoDbException of(String type, String message) {
    return new DynamoDbException(SERVICE, type, BAD_REQUEST, message);
  }

  /** Returns the error that most bad requests are answered with. */
  public static DynamoDbException validation(String message) {
    return new DynamoDbException(VALIDATE, "ValidationException", BAD_REQUEST, message);
  }

  /** Returns a ValidationException that starts as those about values do. */
  public static DynamoDbException parameters(String message) {
    return validation("One or more parameter values were invalid: " + message);
  }

  /** Returns an error of the layer that reads the request. */
  public static DynamoDbException coral(String type, String message) {
    return new DynamoDbException(CORAL, type, BAD_REQUEST, message);
  }

  /** Returns the error for a body, or a part of it, that is not what the model says. */
  public static DynamoDbException serialization(String message) {
    return coral("SerializationException", message);
  }

  /** Returns the error for a table or an index that is not there. */
  public static DynamoDbException notFound(String message) {
    return of("ResourceNotFoundException", message);
  }

  /** Returns the error for a condition that does not hold. */
  public static DynamoDbException conditionFailed() {
    return of("ConditionalCheckFailedException", "The conditional request failed");
  }

  /** Returns the error for a fault of the engine's own. */
  public static DynamoDbException internal(String message) {
    return new DynamoDbException(SERVICE, "InternalServerError", INTERNAL, message);
  }

  /** Returns the error for a service that takes no requests. */
  public static DynamoDbException unavailable(String message) {
    return new DynamoDbException(SERVICE, "ServiceUnavailable", UNAVAILABLE, message);
  }

  /** Says whether the request came too early: the same one may be done later. */
  public boolean throttles() {
    return type.equals("ProvisionedThroughputExceededException")
        || type.equals("ThrottlingException");
  }

  /** Returns the error's short name. */
  public String type() {
    return type;
  }

  /** Returns the error's name with its namespace, as in the answer's {@code __type}. */
  public String qualifiedType() {
    return namespace + type;
  }

  /** Returns the answer's HTTP status. */
  public int status() {
    return status;
  }

  /** Returns the error's text. */
  public String text() {
    return String.valueOf(getMessage());
  }

  /** Returns the members that the answer has beside type and text, to be added to. */
  public ObjectNode members() {
    return members;
  }
}
