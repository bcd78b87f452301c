package io.weir.local.http;

import java.io.Serial;

/**
 * A service cannot start, for a reason that its user can correct: the message is one line that says
 * how.
 */
public final class StartException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates one whose message says it all. */
  public StartException(String message) {
    super(message);
  }

  /** Creates one with what was thrown below. */
  public StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
