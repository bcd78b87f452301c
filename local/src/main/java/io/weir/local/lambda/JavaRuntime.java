package io.weir.local.lambda;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A Java runtime on disk.
 *
 * @param home holds {@code bin/java}
 * @param feature its version: 17, 21, 25
 */
record JavaRuntime(Path home, int feature) {

  /** Share of the function's memory that the heap may take, in percent (LAM-4). */
  private static final int HEAP_SHARE = 90;

  /** Reads the version from the runtime's own description. */
  static JavaRuntime at(Path home) {
    if (!Files.isExecutable(home.resolve("bin").resolve("java"))) {
      throw new IllegalArgumentException("There is no Java runtime in " + home);
    }
    Properties release = new Properties();
    try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
      release.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot tell the version of the Java runtime in " + home, e);
    }
    String version = release.getProperty("JAVA_VERSION", "\"0\"").replace("\"", "");
    return new JavaRuntime(home, Integer.parseInt(version.split("[.+-]", 2)[0]));
  }

  /** The virtual machine's options, as Lambda's managed runtimes set them. */
  List<String> options(int memoryMb, Path temporary) {
    List<String> options = new ArrayList<>();
    options.add("-Xmx" + memoryMb * HEAP_SHARE / 100 + "m");
    options.add("-XX:+UseSerialGC");
    options.add("-XX:TieredStopAtLevel=1");
    options.add("-Xshare:auto");
    options.add("-Djava.io.tmpdir=" + temporary);
    if (feature >= 24) {
      // The runtime client loads native code and uses Unsafe: both are announced on standard error.
      options.add("--enable-native-access=ALL-UNNAMED");
      options.add("--sun-misc-unsafe-memory-access=allow");
    }
    return options;
  }

  /** The identifier of Lambda's runtime for this version. */
  String identifier() {
    return "java" + feature;
  }
}
