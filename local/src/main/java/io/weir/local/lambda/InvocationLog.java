package io.weir.local.lambda;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** An instance's log: the function's lines between those that Lambda adds (LAM-10). */
final class InvocationLog implements Consumer<String> {
  private static final int TAIL_BYTES = 4096;

  private final Consumer<String> sink;
  private final int memoryMb;
  private final ByteArrayOutputStream tail = new ByteArrayOutputStream();

  InvocationLog(Consumer<String> sink, int memoryMb) {
    this.sink = sink;
    this.memoryMb = memoryMb;
  }

  @Override
  public synchronized void accept(String line) {
    sink.accept(line);
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    tail.write(bytes, 0, bytes.length);
    tail.write('\n');
    if (tail.size() > 16 * TAIL_BYTES) {
      byte[] last = lastBytes();
      tail.reset();
      tail.write(last, 0, last.length);
    }
  }

  /** Starts an invocation: its tail holds what comes from now on. */
  synchronized void begin(String requestId) {
    tail.reset();
    accept("START RequestId: " + requestId + " Version: $LATEST");
  }

  /** Ends an invocation, and returns its tail. */
  synchronized byte[] end(Report report) {
    report.trouble().ifPresent(this);
    accept("END RequestId: " + report.requestId());
    accept(report.line(memoryMb));
    return lastBytes();
  }

  private byte[] lastBytes() {
    byte[] all = tail.toByteArray();
    return Arrays.copyOfRange(all, Math.max(0, all.length - TAIL_BYTES), all.length);
  }

  /**
   * What Lambda reports about one invocation.
   *
   * @param init how long the instance took to come up, where this is its first invocation
   * @param peakMemory in bytes
   */
  record Report(
      String requestId,
      Invocation outcome,
      Duration duration,
      Optional<Duration> init,
      OptionalLong peakMemory) {

    /** A line for what the function could not log itself. */
    private Optional<String> trouble() {
      if (outcome instanceof Invocation.Failed failed
          && failed.errorMessage().startsWith("RequestId: ")) {
        return Optional.of(failed.errorMessage() + " " + failed.errorType());
      }
      return Optional.empty();
    }

    private String line(int memoryMb) {
      double ms = millis(duration);
      StringBuilder line =
          new StringBuilder()
              .append(
                  String.format(
                      Locale.ROOT,
                      "REPORT RequestId: %s\tDuration: %.2f ms\tBilled Duration: %.0f ms\t"
                          + "Memory Size: %d MB",
                      requestId,
                      ms,
                      Math.ceil(ms + init.map(Report::millis).orElse(0.0)),
                      memoryMb));
      peakMemory.ifPresent(
          bytes -> line.append("\tMax Memory Used: ").append(bytes >> 20).append(" MB"));
      init.ifPresent(
          time ->
              line.append(String.format(Locale.ROOT, "\tInit Duration: %.2f ms", millis(time))));
      if (outcome instanceof Invocation.Failed failed) {
        line.append(
            failed.errorType().equals(Invocation.Failed.TIMED_OUT)
                ? "\tStatus: timeout"
                : "\tStatus: error\tError Type: " + failed.errorType());
      }
      return line.toString();
    }

    private static double millis(Duration duration) {
      return duration.toNanos() / 1e6;
    }
  }
}
