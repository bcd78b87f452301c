package io.weir.event;

/**
 * The way out of the middle of a payload once its rejection is decided.
 *
 * <p>It carries no stack trace: poison is an everyday outcome, and a hostile producer must not be
 * able to make it expensive.
 */
final class Unstorable extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Rejection rejection;

  Unstorable(Rejection.Reason reason, String detail) {
    super(detail, null, false, false);
    this.rejection = new Rejection(reason, detail);
  }

  Rejection rejection() {
    return rejection;
  }
}
