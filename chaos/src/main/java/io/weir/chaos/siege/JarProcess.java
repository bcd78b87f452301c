package io.weir.chaos.siege;

import io.weir.local.process.JarCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code java -jar} in its own process: its output goes to files, and it gets no real AWS keys. */
final class JarProcess {

  private static final Duration DEATH = Duration.ofSeconds(30);

  private final Process process;

  private JarProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts one.
   *
   * @param options of the virtual machine, in addition to Weir's own
   * @param log takes standard output; beside it, with {@code .err} behind, standard error
   */
  static JarProcess start(Path jar, List<String> options, List<String> arguments, Path log) {
    try {
      Files.writeString(log, ""); // what an earlier one has said is not said by this one
      ProcessBuilder builder =
          new ProcessBuilder(JarCommand.of(jar, options, arguments))
              .redirectOutput(log.toFile())
              .redirectError(ProcessBuilder.Redirect.appendTo(errors(log).toFile()));
      Map<String, String> environment = builder.environment();
      environment.keySet().removeIf(name -> name.startsWith("AWS_")); // no real keys
      environment.putAll(Map.of("AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local"));
      return new JarProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + jar, e);
    }
  }

  static Path errors(Path log) {
    return log.resolveSibling(log.getFileName() + ".err");
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Returns the processes that it has started, and those that they have. */
  List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  /** Returns the exit code of a process that has ended. */
  int exitCode() {
    return process.exitValue();
  }

  /** Waits at most this long for its end, and returns whether it has ended. */
  boolean endsWithin(Duration time) throws InterruptedException {
    return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends it as {@code kill -9} does, and waits until it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!endsWithin(DEATH)) {
      throw new IllegalStateException("process " + process.pid() + " survives being killed");
    }
  }

  /** Asks it to end, and ends it if it does not. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!endsWithin(DEATH)) {
      kill();
    }
  }
}
