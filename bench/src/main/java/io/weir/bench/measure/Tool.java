package io.weir.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A command in a process of its own, run to its end.
 *
 * @param command its line
 * @param environment all of it: nothing is inherited
 */
public record Tool(List<String> command, Map<String, String> environment) {
  private static final long LOOK_MILLIS = 20;
  private static final String PEAK = "VmHWM:";

  /**
   * What a run took.
   *
   * @param seconds from the process's start to its end, the virtual machine's own start included
   * @param peakBytes the most memory that it had resident; 0 where the system does not say
   */
  public record Cost(double seconds, long peakBytes) {}

  /** Keeps copies. */
  public Tool {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /**
   * Runs it; what it prints goes to a file.
   *
   * @throws IOException if it does not start, or ends with another code than 0
   */
  public Cost run(Path output) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    long begun = System.nanoTime();
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      long peak = 0;
      while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        peak = Math.max(peak, peak(process.pid()));
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      if (process.exitValue() != 0) {
        throw new IOException(
            "exit code %d:%n%s".formatted(process.exitValue(), Files.readString(output)));
      }
      return new Cost(seconds, peak);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static long peak(long pid) throws IOException {
    Path status = Path.of("/proc/" + pid + "/status");
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith(PEAK))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (NoSuchFileException | UncheckedIOException ended) {
      // It may end between any two looks, and also between the opening and the reading of one.
      return 0;
    }
  }
}
