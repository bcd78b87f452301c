package io.weir.replayer.plan.repair;

/**
 * A filter does what cannot be done without losing something. It is no {@code JsonQueryException}:
 * {@code try} and {@code ?} must not hide it.
 */
final class InexactException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * Refuses.
   *
   * @param why for a person; never a part of the payload
   */
  InexactException(String why) {
    super(why, null, false, false);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
