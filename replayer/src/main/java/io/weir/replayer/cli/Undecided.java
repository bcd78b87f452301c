package io.weir.replayer.cli;

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
  static int exit(Console console, int records, int exit) {
    if (records == 0) {
      return exit;
    }
    console.note(
        "the decoder failed on %,d %s, which stay where they are: please report this"
            .formatted(records, records == 1 ? "record" : "records"));
    return exit == Exit.OK || exit == Exit.PENDING ? Exit.SOME_FAILED : exit;
  }
}
