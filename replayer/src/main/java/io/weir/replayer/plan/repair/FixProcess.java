package io.weir.replayer.plan.repair;

import io.weir.replayer.letter.Bytes;
import io.weir.replayer.plan.repair.Fix.Repaired;
import io.weir.replayer.plan.repair.Fix.Repaired.Failed;
import io.weir.replayer.plan.repair.Fix.Repaired.Rewritten;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A jq filter that runs in a process of its own, with limits of time and memory for a record and
 * for all: a filter that does not end is ended. The process starts with the first record, works for
 * all of them, and is replaced when it had to be stopped.
 */
public final class FixProcess implements Fix {

  /** What a filter may cost. */
  public record Limits(Duration record, Duration run, int stops, int megabytes) {

    /** Enough for any repair that has been thought of, and little enough to wait for. */
    public static final Limits USUAL =
        new Limits(Duration.ofSeconds(5), Duration.ofMinutes(10), 3, 256);
  }

  private static final Duration LONGEST_START = Duration.ofMinutes(1);

  private final String filter;
  private final boolean raw;
  private final Limits limits;
  private final Fix compiled;
  private @Nullable Process process;
  private int stopped;
  private long nanos;

  private FixProcess(String filter, boolean raw, Limits limits) {
    this.filter = filter;
    this.raw = raw;
    this.limits = limits;
    this.compiled = Fix.compile(filter, raw);
  }

  /**
   * Compiles a filter.
   *
   * @throws IllegalArgumentException with a line for the user
   */
  public static FixProcess compile(String filter, boolean raw, Limits limits) {
    return new FixProcess(filter, raw, limits);
  }

  @Override
  public String text() {
    return compiled.text();
  }

  @Override
  public synchronized Repaired apply(Bytes payload) {
    if (stopped >= limits.stops()) {
      return new Failed(
          "not repaired: the filter had to be stopped on %d records already".formatted(stopped));
    }
    if (nanos > limits.run().toNanos()) {
      return new Failed(
          "not repaired: the filter has worked for %d s in all, and may not work longer"
              .formatted(limits.run().toSeconds()));
    }
    try {
      Process running = process == null ? start() : process;
      process = running;
      long begin = System.nanoTime();
      Repaired repaired = within(limits.record(), running, () -> ask(running, payload));
      nanos += System.nanoTime() - begin;
      return repaired;
    } catch (IOException e) {
      close();
      return new Failed("the filter's process cannot be used: " + e.getMessage());
    } catch (TimeoutException e) {
      nanos += limits.record().toNanos();
      return stop("takes longer than " + limits.record().toMillis() / 1_000.0 + " s");
    } catch (EndedException e) {
      return stop(full() ? "needs more than " + limits.megabytes() + " MB" : "ended its process");
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      return new Failed("interrupted");
    }
  }

  private boolean full() {
    return process != null && process.onExit().join().exitValue() == FixChild.FULL;
  }

  private Failed stop(String why) {
    stopped++;
    close();
    return new Failed("the filter " + why + " on this payload, and was stopped");
  }

  /** It has ended by itself, as it does when its memory is full. */
  private static final class EndedException extends Exception {
    private static final long serialVersionUID = 1;

    EndedException(Throwable cause) {
      super(cause);
    }
  }

  private interface Step<T> {
    T take() throws IOException;
  }

  private static <T> T within(Duration limit, Process process, Step<T> step)
      throws TimeoutException, InterruptedException, EndedException {
    FutureTask<T> task = new FutureTask<>(step::take);
    Thread thread = new Thread(task, "weir-fix");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new EndedException(e);
    } finally {
      if (!task.isDone()) {
        process.destroyForcibly(); // the step then fails, and its thread ends
      }
    }
  }

  private static Repaired ask(Process process, Bytes payload) throws IOException {
    FixChild.write(new DataOutputStream(process.getOutputStream()), payload.toArray());
    DataInputStream answer = new DataInputStream(process.getInputStream());
    byte kind = answer.readByte();
    byte[] content = FixChild.read(answer);
    return kind == FixChild.REWRITTEN
        ? new Rewritten(Bytes.of(content))
        : new Failed(new String(content, StandardCharsets.UTF_8));
  }

  /** The process knows nothing of this one's environment, and its command line says no filter. */
  private Process start() throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + limits.megabytes() + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                FixChild.class.getName()));
    builder.environment().clear();
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process started = builder.start();
    try {
      within(LONGEST_START, started, () -> begin(started));
      return started;
    } catch (TimeoutException | EndedException e) {
      started.destroyForcibly();
      throw new IOException("it did not start", e);
    }
  }

  private byte begin(Process started) throws IOException {
    DataOutputStream out = new DataOutputStream(started.getOutputStream());
    out.writeBoolean(raw);
    FixChild.write(out, filter.getBytes(StandardCharsets.UTF_8));
    return new DataInputStream(started.getInputStream()).readByte();
  }

  @Override
  public synchronized void close() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
      process = null;
    }
  }
}
