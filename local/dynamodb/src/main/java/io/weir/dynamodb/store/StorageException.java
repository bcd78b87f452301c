package io.weir.dynamodb.store;

/** Tables that cannot be kept, or read back. The message is a sentence that says what to do. */
public final class StorageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StorageException(String message, Throwable cause) {
    super(message, cause);
  }
}
