package io.weir.chaos.siege;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What is besieged, as it was built.
 *
 * @param local the services and the mapping
 * @param handler the function
 * @param replayer the command-line tool
 */
public record Jars(Path local, Path handler, Path replayer) {

  /**
   * Finds them where a build puts them, beside our own.
   *
   * @throws IllegalStateException if one is missing, with one line that says how to make it
   */
  public static Jars built() {
    Jars jars =
        new Jars(
            beside("../../local/target/local.jar"),
            beside("../../handler/target/handler.jar"),
            beside("../../replayer/target/replayer.jar"));
    Stream.of(jars.local, jars.handler, jars.replayer)
        .filter(jar -> !Files.isRegularFile(jar))
        .findFirst()
        .ifPresent(
            jar -> {
              throw new IllegalStateException(
                  "there is no " + jar + ": build it with mvn -Dquick package");
            });
    return jars;
  }

  private static Path beside(String relative) {
    try {
      Path ours = Path.of(Jars.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return ours.resolveSibling(relative).normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("our own code has an address that is none", e);
    }
  }
}
