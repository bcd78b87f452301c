package io.weir.replayer.journal;

import java.io.Serial;

/** A journal that cannot be read, written or had. Its message is one line that says what to do. */
public class JournalException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  /** A fault that has no cause of its own. */
  public JournalException(String message) {
    super(message);
  }

  /** A fault with its cause. */
  public JournalException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What was named is there, and no journal can ever be in it: a directory, a pipe, a device. */
  public static final class NoFileException extends JournalException {

    @Serial private static final long serialVersionUID = 1;

    NoFileException(String message) {
      super(message);
    }
  }
}
