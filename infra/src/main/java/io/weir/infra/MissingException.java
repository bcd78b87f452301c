package io.weir.infra;

/**
 * Something that the app needs is not on this machine; says in one line what, and how to get it.
 */
final class MissingException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  MissingException(String message) {
    super(message);
  }
}
