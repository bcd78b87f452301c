package io.weir.bench.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What this process has used so far.
 *
 * @param wallNanos on the clock
 * @param cpuNanos by the operating system's account, of all threads: the compiler and the garbage
 *     collector are a part of the price
 * @param allocatedBytes by all Java threads that are alive
 */
record Meter(long wallNanos, long cpuNanos, long allocatedBytes) {
  static final Meter ZERO = new Meter(0, 0, 0);

  private static final Path THREADS = Path.of("/proc/self/task");

  /** What each thread had used when it was last seen: one that has ended keeps its share. */
  private static final Map<String, Long> SEEN = new HashMap<>();

  private static final com.sun.management.OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
  private static final com.sun.management.ThreadMXBean JAVA =
      ManagementFactory.getPlatformMXBean(com.sun.management.ThreadMXBean.class);

  static Meter read() {
    long allocated = 0;
    for (long bytes : JAVA.getThreadAllocatedBytes(JAVA.getAllThreadIds())) {
      allocated += Math.max(0, bytes);
    }
    return new Meter(System.nanoTime(), cpu(), allocated);
  }

  /** Linux tells nanoseconds per thread; elsewhere the process's own clock, in steps of 10 ms. */
  private static long cpu() {
    if (!Files.isReadable(THREADS.resolveSibling("schedstat"))) {
      return SYSTEM.getProcessCpuTime();
    }
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
      for (Path thread : threads) {
        look(thread);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SEEN.values().stream().mapToLong(Long::longValue).sum();
  }

  private static void look(Path thread) throws IOException {
    try {
      String text = Files.readString(thread.resolve("schedstat"));
      SEEN.put(thread.toString(), Long.valueOf(text.substring(0, text.indexOf(' '))));
    } catch (NoSuchFileException e) {
      // It ended between the listing and now: only short-lived threads of the JVM do.
      SEEN.putIfAbsent(thread.toString(), 0L);
    }
  }

  /** Returns what was used since an earlier reading. */
  Meter since(Meter before) {
    return new Meter(
        wallNanos - before.wallNanos,
        cpuNanos - before.cpuNanos,
        allocatedBytes - before.allocatedBytes);
  }

  Meter plus(Meter other) {
    return new Meter(
        wallNanos + other.wallNanos,
        cpuNanos + other.cpuNanos,
        allocatedBytes + other.allocatedBytes);
  }

  /** Returns wall, CPU and allocation as three numbers. */
  String numbers() {
    return wallNanos + " " + cpuNanos + " " + allocatedBytes;
  }
}
