package io.weir.chaos;

import static org.awaitility.Awaitility.await;

import io.weir.local.process.JarCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code java -jar local.jar} in a process of its own, its output in files. */
final class LocalJar implements AutoCloseable {

  private static final Path JAR = Path.of("..", "local", "target", "local.jar");
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Process process;
  private final Path logs;
  private final Path out;
  private final Path err;

  private LocalJar(Process process, Path logs) {
    this.process = process;
    this.logs = logs;
    this.out = logs.resolve("out");
    this.err = logs.resolve("err");
  }

  /**
   * Starts it.
   *
   * @param directory its directory for temporary files
   */
  static LocalJar start(Path directory, String... arguments) {
    Path jar = JAR.toAbsolutePath().normalize();
    List<String> command =
        JarCommand.of(jar, List.of("-Djava.io.tmpdir=" + directory), List.of(arguments));
    try {
      Path logs = Files.createTempDirectory("weir-chaos-");
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(logs.resolve("out").toFile())
              .redirectError(logs.resolve("err").toFile())
              .start();
      return new LocalJar(process, logs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the end, and returns the exit code. */
  int exitCode() {
    try {
      if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("no end after " + LONGEST + "; it printed\n" + out() + err());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Waits until it says that it is ready. */
  LocalJar awaitReady() {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> out().contains("\nready") || !process.isAlive());
    if (!process.isAlive()) {
      throw new AssertionError("it ended: " + out() + err());
    }
    return this;
  }

  /** Returns the address that it says to export. */
  String endpoint() {
    return out().lines().findFirst().orElse("").replaceAll(".*AWS_ENDPOINT_URL=(\\S+).*", "$1");
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Asks it to stop as Ctrl-C does, and waits for the end. */
  void interrupt() {
    process.destroy();
    exitCode();
  }

  @Override
  public void close() {
    interrupt();
    try {
      Files.delete(out);
      Files.delete(err);
      Files.delete(logs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
