package io.weir.replayer.plan;

import java.io.Serial;

/** A plan that must not be applied. Its message is one line for the user. */
public final class StalePlanException extends Exception {

  @Serial private static final long serialVersionUID = 1;

  /** A plan that says so itself. */
  public StalePlanException(String message) {
    super(message);
  }

  /** A plan that cannot be read. */
  public StalePlanException(String message, Throwable cause) {
    super(message, cause);
  }
}
