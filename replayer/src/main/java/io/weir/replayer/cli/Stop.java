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

  int exitCode() {
    return exitCode;
  }
}
