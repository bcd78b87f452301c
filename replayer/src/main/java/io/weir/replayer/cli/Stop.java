package io.weir.replayer.cli;

/** Ends the command with one line for a person and an exit code for a script. */
final class Stop extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int exitCode;

  Stop(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  Stop(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** Ctrl-C, or the time at which a function is to stop; {@code done} says what that leaves. */
  static Stop interrupted(String done) {
    return new Stop(Exit.INTERRUPTED, "interrupted; " + done);
  }

  /** Ctrl-C while the stream was read; {@code done} says what that leaves. */
  static Stop interrupted(String done, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new Stop(Exit.INTERRUPTED, "interrupted; " + done, cause);
  }

  int exitCode() {
    return exitCode;
  }
}
