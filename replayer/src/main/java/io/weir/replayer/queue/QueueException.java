package io.weir.replayer.queue;

import java.io.Serial;

/** The queue cannot be asked. Its message is one line for the user. */
public final class QueueException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  /** A fault with its cause. */
  public QueueException(String message, Throwable cause) {
    super(message, cause);
  }
}
