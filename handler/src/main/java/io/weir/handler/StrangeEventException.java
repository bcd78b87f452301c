package io.weir.handler;

/**
 * An event, or a record in it, that no Kinesis mapping sends. Its message says what is strange and
 * quotes nothing, so that it is safe to log.
 */
final class StrangeEventException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  StrangeEventException(String what) {
    super(what);
  }

  /** Returns the fault of a whole event. */
  static StrangeEventException ofEvent(String what) {
    return new StrangeEventException("not an event of a Kinesis mapping: " + what);
  }
}
