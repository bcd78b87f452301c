package io.weir.local.demo;

/** The command-line tool of the person on call, ready to run. */
@FunctionalInterface
public interface Replayer {

  /** Runs one command to its end. */
  Ran run(String... arguments);

  /**
   * How a command ended.
   *
   * @param exitCode the process's
   * @param output what it printed, errors included
   */
  record Ran(int exitCode, String output) {}
}
