package io.weir.chaos;

import io.weir.local.process.JarCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code java -jar replayer.jar} in a process of its own, against a pipeline on this machine. */
final class ReplayerJar {

  private static final Path JAR = Path.of("..", "replayer", "target", "replayer.jar");
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final Process process;
  private final Path out;

  private ReplayerJar(Process process, Path out) {
    this.process = process;
    this.out = out;
  }

  /**
   * Starts it.
   *
   * @param endpoint of the pipeline
   * @param directory where its output goes
   */
  static ReplayerJar start(String endpoint, Path directory, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--endpoint-url", endpoint, "--region", "us-east-1"));
    List<String> command = JarCommand.of(JAR.toAbsolutePath().normalize(), List.of(), all);
    try {
      Path out = Files.createTempFile(directory, "replayer-", ".out");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
      return new ReplayerJar(builder.start(), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the end, and returns the exit code. */
  int exitCode() {
    if (!endsWithin(LONGEST)) {
      process.destroyForcibly();
      throw new AssertionError("no end after " + LONGEST + "; it printed\n" + output());
    }
    return process.exitValue();
  }

  /** Waits so long, and returns whether it has ended by itself. */
  boolean endsWithin(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Ends it as {@code kill -9} does. */
  void kill() {
    process.destroyForcibly();
    endsWithin(LONGEST);
  }

  /** Returns everything that it has printed. */
  String output() {
    try {
      return Files.readString(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
