package io.weir.infra;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** Node, in which CDK itself runs. */
final class Node {

  private static final Pattern PATH = Pattern.compile(Pattern.quote(File.pathSeparator));

  /** What to say where there is none. */
  static final String MISSING =
      "Node is not on the PATH, and CDK runs in it: install Node 20 or newer, or name its program"
          + " in JSII_NODE";

  private Node() {}

  /** Returns whether CDK will find it: by {@code JSII_NODE}, or on the path. */
  static boolean present(Map<String, String> environment) {
    String named = environment.getOrDefault("JSII_NODE", "");
    if (!named.isEmpty()) {
      return Files.isExecutable(Path.of(named));
    }
    return PATH.splitAsStream(environment.getOrDefault("PATH", ""))
        .filter(directory -> !directory.isEmpty())
        .anyMatch(
            directory ->
                Files.isExecutable(Path.of(directory, "node"))
                    || Files.isExecutable(Path.of(directory, "node.exe")));
  }

  /**
   * Goes on only where there is one.
   *
   * @throws MissingException if there is none
   */
  static void require(Map<String, String> environment) {
    if (!present(environment)) {
      throw new MissingException(MISSING);
    }
  }

  /**
   * Something that the app needs is not on this machine; says in one line what, and how to get it.
   */
  static final class MissingException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    MissingException(String message) {
      super(message);
    }
  }
}
