package io.weir.replayer.cli;

import java.io.PrintWriter;

/**
 * What is said of records that the decoder itself failed on: they are kept, and the rest goes on.
 */
final class Undecided {

  private Undecided() {}

  /**
   * Says how many there are, and returns the exit code that takes them into account.
   *
   * @param exit what it is without them
   */
  static int exit(PrintWriter err, int records, int exit) {
    if (records == 0) {
      return exit;
    }
    err.println(
        "replayer: the decoder failed on %,d %s, which stay where they are: please report this"
            .formatted(records, records == 1 ? "record" : "records"));
    err.flush();
    return exit == Exit.OK || exit == Exit.PENDING ? Exit.SOME_FAILED : exit;
  }
}
