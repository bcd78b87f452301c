package io.weir.replayer.app;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A use case cannot begin. The message is one line, and says what to do. */
public final class ReplayerException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  /** Why it cannot. */
  public enum Reason {
    /** What was asked for makes no sense, or names what is not there. */
    WRONG,
    /** A permission, or a name that AWS knows, is wrong. */
    NO_ACCESS
  }

  private final Reason reason;

  /** A reason in words. */
  public ReplayerException(Reason reason, String message) {
    this(reason, message, null);
  }

  /** A reason in words, with its cause. */
  public ReplayerException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Returns what kind of reason it is. */
  public Reason reason() {
    return reason;
  }
}
