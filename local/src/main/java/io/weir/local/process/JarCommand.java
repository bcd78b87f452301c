package io.weir.local.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of {@code java -jar} for a process that is there for a short time. */
public final class JarCommand {

  /** A second compiler to warm up costs more than it gives back. */
  private static final List<String> SHORT_LIVED =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private JarCommand() {}

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
