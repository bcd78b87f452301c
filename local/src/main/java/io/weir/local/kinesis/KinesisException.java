package io.weir.local.kinesis;

/** A refusal as Kinesis puts it: a type that SDKs turn into an exception, and AWS's own text. */
public final class KinesisException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String type;

  KinesisException(String type, String message) {
    super(message);
    this.type = type;
  }

  /** Returns the name that travels as {@code __type}. */
  public String type() {
    return type;
  }

  static KinesisException invalidArgument(String message) {
    return new KinesisException("InvalidArgumentException", message);
  }

  static KinesisException notFound(String message) {
    return new KinesisException("ResourceNotFoundException", message);
  }

  static KinesisException inUse(String message) {
    return new KinesisException("ResourceInUseException", message);
  }

  static KinesisException limitExceeded(String message) {
    return new KinesisException("LimitExceededException", message);
  }

  static KinesisException throttled(String message) {
    return new KinesisException("ProvisionedThroughputExceededException", message);
  }

  static KinesisException expiredIterator(String message) {
    return new KinesisException("ExpiredIteratorException", message);
  }

  static KinesisException serialization(String message) {
    return new KinesisException("SerializationException", message);
  }

  static KinesisException unsupported(String message) {
    return new KinesisException("UnsupportedOperationException", message);
  }

  /** One broken constraint, worded as AWS words it (KIN-12); AWS lists several at once. */
  static KinesisException validation(String value, String path, String constraint) {
    return new KinesisException(
        "ValidationException",
        "1 validation error detected: Value %s at '%s' failed to satisfy constraint: %s"
            .formatted(value, path, constraint));
  }
}
