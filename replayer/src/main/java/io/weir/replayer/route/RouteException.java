package io.weir.replayer.route;

import java.io.Serial;

/**
 * What is behind a route refuses every call: a permission, a name, or a setting is wrong. Nothing
 * of this call was done. Its message is one line for the user.
 */
public final class RouteException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  /** A refusal with its cause. */
  public RouteException(String message, Throwable cause) {
    super(message, cause);
  }

  /** A refusal that has no cause of its own. */
  public RouteException(String message) {
    super(message);
  }
}
