package io.weir.local.lambda;

/**
 * What a function runs on, as Java names it.
 *
 * @param system such as {@code Linux}
 * @param processor such as {@code amd64}
 */
record Machine(String system, String processor) {

  /** The one that we run on. */
  static Machine here() {
    return new Machine(System.getProperty("os.name"), System.getProperty("os.arch"));
  }
}
