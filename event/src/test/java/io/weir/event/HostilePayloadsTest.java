package io.weir.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a hostile producer can make one record cost. */
class HostilePayloadsTest {
  private static final int MIB = 1024 * 1024;

  /**
   * Hardly more than the largest item needs: 200,000 one-digit numbers are about 400 KB to DynamoDB
   * and an object each here.
   */
  private static final long MOST_ALLOCATED = 80L * MIB;

  private static final Duration FAR_TOO_LONG = Duration.ofSeconds(10);

  @Test
  void eachMeetsItsFateWithinABoundOfMemory() {
    for (Map.Entry<String, Supplier<byte[]>> payload : HostilePayloads.all().entrySet()) {
      String name = payload.getKey();
      StreamRecord record = Records.of(payload.getValue().get());

      long allocated =
          assertTimeoutPreemptively(FAR_TOO_LONG, () -> allocatedBy(record, name), name);

      assertThat(allocated).as(name).isLessThan(MOST_ALLOCATED);
    }
  }

  @Test
  void allOfThemTogetherFitIntoASmallHeap() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-Xss256k",
                "-cp",
                System.getProperty("java.class.path"),
                HostilePayloads.class.getName())
            .redirectErrorStream(true)
            .start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);

      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as(output).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  private static long allocatedBy(StreamRecord record, String name) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    Decoded decoded = Records.decode(record);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    String fate = decoded instanceof Rejection rejection ? rejection.reason().name() : "STORED";
    assertThat(name).startsWith(fate + ":");
    return allocated;
  }
}
