package io.weir.bench.measure;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The jars that are measured, found relative to the own jar. */
public final class Jars {
  private Jars() {}

  /** The function, as it is deployed. */
  public static Path handler() {
    return built("handler", "handler.jar");
  }

  /** The function with Powertools' batch utility; empty if the profile was not built. */
  public static Optional<Path> powertools() {
    Path jar = root().resolve("powertools/target/powertools-handler.jar");
    return Optional.of(jar).filter(Files::isRegularFile);
  }

  /** The alternatives to it, as they would be deployed. */
  public static Path sample() {
    return built("bench/contenders", "sample.jar");
  }

  /** What drives a handler outside Lambda. */
  public static Path driver() {
    return built("bench/contenders", "sample-driver.jar");
  }

  /** The pipeline on one machine. */
  public static Path local() {
    return built("local", "local.jar");
  }

  /** The simulator. */
  public static Path chaos() {
    return built("chaos", "chaos.jar");
  }

  /** The command that redrives. */
  public static Path replayer() {
    return built("replayer", "replayer.jar");
  }

  private static Path built(String module, String name) {
    Path jar = root().resolve(module).resolve("target").resolve(name);
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException("There is no " + jar + ". Build it: mvn -Dquick package");
    }
    return jar;
  }

  /** The own jar, and the own classes, are in {@code bench/target}. */
  private static Path root() {
    try {
      Path ours = Path.of(Jars.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return ours.resolveSibling("../..").normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("our own code has an address that is none", e);
    }
  }
}
