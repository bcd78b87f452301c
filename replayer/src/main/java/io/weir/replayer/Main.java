package io.weir.replayer;

import io.weir.replayer.cli.Commands;

/** The command line: {@code java -jar replayer.jar}. */
public final class Main {

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(Commands.run(arguments));
  }
}
