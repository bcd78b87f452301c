package io.weir.local.process;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Where built jars are, and the command line of {@code java -jar} for a short-lived process. */
public final class JarCommand {

  /** A second compiler to warm up costs more than it gives back. */
  private static final List<String> SHORT_LIVED =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private JarCommand() {}

  /** Returns a path relative to the directory of Weir's own jar, or of its classes. */
  public static Path beside(String relative) {
    try {
      Path own =
          Path.of(JarCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return own.resolveSibling(relative).normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the code source has no valid address", e);
    }
  }

  /**
   * Returns the command, on the Java runtime of this process. If the build has put an archive of
   * loaded classes beside the jar, the process starts with it: one of another Java runtime is
   * ignored.
   *
   * @param options of the virtual machine, beside those for a short life
   */
  public static List<String> of(Path jar, List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(SHORT_LIVED);
    Path archive = jar.resolveSibling(jar.getFileName().toString().replace(".jar", ".jsa"));
    if (Files.isRegularFile(archive)) {
      command.addAll(List.of("-Xlog:disable", "-XX:SharedArchiveFile=" + archive));
    }
    command.addAll(options);
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(arguments);
    return command;
  }
}
