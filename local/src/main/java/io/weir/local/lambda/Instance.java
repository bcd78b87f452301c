package io.weir.local.lambda;

import io.weir.local.lambda.RuntimeApi.NextInvocation;
import io.weir.local.lambda.RuntimeApi.Signal;
import io.weir.local.process.ChildProcess;
import io.weir.local.process.WorkDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One running copy of a function: a process, its runtime API, and one invocation at a time.
 *
 * <pre>
 * starting --ready--> warm --event--> running --answered, ready--> warm
 *     |                                  |
 *     +--- init failed, exited, out of time, interrupted: ended ---+
 * </pre>
 *
 * An invocation is over only when the runtime has asked for the next event: a runtime that answers
 * and then exits, as it does when the heap is exhausted, must not be given another event (LAM-9).
 */
final class Instance implements AutoCloseable {
  /** What Lambda allows a function to come up in before its own time counts (LAM-6). */
  private static final Duration INIT_TIME = Duration.ofSeconds(10);

  private final FunctionSettings settings;
  private final InstantSource clock;
  private final BlockingQueue<Signal> signals;
  private final InvocationLog log;
  private final Path temporary;
  private final RuntimeApi api;
  private final ChildProcess jvm;
  private final long startedAt = System.nanoTime();
  private CompletableFuture<?> lastReport = CompletableFuture.completedFuture(null);
  private boolean initialized;
  private boolean warm;

  private Instance(FunctionSettings settings, InstantSource clock, Parts parts) {
    this.settings = settings;
    this.clock = clock;
    this.signals = parts.signals;
    this.log = parts.log;
    this.temporary = parts.temporary;
    this.api = parts.api;
    this.jvm = parts.jvm;
    CompletableFuture<Void> unused =
        jvm.exit().thenAccept(code -> signals.add(new Signal.Exited(code)));
  }

  private record Parts(
      BlockingQueue<Signal> signals,
      InvocationLog log,
      Path temporary,
      RuntimeApi api,
      ChildProcess jvm) {}

  /** Starts one; whether its function comes up shows in the first invocation. */
  static Instance start(
      FunctionSettings settings, Sandbox sandbox, InstantSource clock, Consumer<String> sink)
      throws IOException {
    BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    InvocationLog log = new InvocationLog(sink, settings.limits().memoryMb());
    Path temporary = sandbox.temporaryDirectory();
    RuntimeApi api = RuntimeApi.start(signals);
    try {
      ChildProcess jvm = sandbox.start(temporary, api.address(), clock.instant(), log);
      return new Instance(settings, clock, new Parts(signals, log, temporary, api, jvm));
    } catch (IOException | RuntimeException e) {
      api.close();
      throw e;
    }
  }

  /** The process id. */
  long id() {
    return jvm.handle().pid();
  }

  /** Says whether it can take another event. */
  boolean isWarm() {
    return warm && jvm.isAlive();
  }

  /**
   * Runs one event through the function; the log of the one before is waited for, a while, so that
   * no line lands in the wrong invocation.
   */
  Execution run(Event event) {
    lastReport.join();
    log.begin(event.requestId());
    Optional<Duration> init = Optional.empty();
    Invocation outcome = null;
    if (!initialized) {
      outcome = initialize(event.requestId());
      initialized = true;
      init = Optional.of(since(startedAt));
    }
    long begun = System.nanoTime();
    if (outcome == null) {
      outcome = invoke(event, init);
    }
    Invocation known = outcome;
    InvocationLog.Report report =
        new InvocationLog.Report(event.requestId(), known, since(begun), init, jvm.peakMemory());
    CompletableFuture<byte[]> tail = jvm.flushed().thenApply(done -> log.end(report));
    lastReport = tail.thenRun(() -> {}).completeOnTimeout(null, 1, TimeUnit.SECONDS);
    return new Execution(known, tail);
  }

  /** Waits for it to ask for its first event; says in a sentence why it does not. */
  Optional<String> comeUp(Duration patience) {
    Signal signal = await(System.nanoTime() + patience.toNanos());
    if (signal instanceof Signal.Ready) {
      initialized = true;
      warm = true;
      return Optional.empty();
    }
    if (signal instanceof Signal.Exited exited) {
      return Optional.of("it ended before it asked for an event: " + describe(exited.code()));
    }
    return Optional.of(
        signal instanceof Signal.InitFailed failed
            ? "it could not start: " + failed.failure().errorMessage()
            : "it has not asked for an event in " + patience.toSeconds() + " s");
  }

  private Invocation.@Nullable Failed initialize(String requestId) {
    Signal signal = await(startedAt + INIT_TIME.plus(settings.limits().timeout()).toNanos());
    if (signal instanceof Signal.Ready) {
      return null;
    }
    Invocation.Failed failure =
        signal instanceof Signal.InitFailed init ? init.failure() : ended(signal, requestId);
    close();
    return failure;
  }

  private Invocation invoke(Event event, Optional<Duration> init) {
    warm = false;
    Duration overrun = init.map(time -> time.minus(INIT_TIME)).orElse(Duration.ZERO);
    Duration left =
        overrun.isNegative()
            ? settings.limits().timeout()
            : settings.limits().timeout().minus(overrun);
    long deadline = System.nanoTime() + left.toNanos();
    Instant now = clock.instant();
    api.offer(new NextInvocation(event, settings.arn(), now, now.plus(left)));
    Invocation answer = null;
    while (true) {
      Signal signal = await(deadline);
      if (signal instanceof Signal.Answered answered) {
        answer = answered.outcome();
      } else if (signal instanceof Signal.Ready) {
        warm = true;
        return answer == null ? ended(signal, event.requestId()) : answer;
      } else {
        close();
        return answer == null ? ended(signal, event.requestId()) : answer;
      }
    }
  }

  private Signal await(long deadline) {
    try {
      Signal signal = signals.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      return signal == null ? new Signal.TimedOut() : signal;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Signal.Interrupted();
    }
  }

  /** Describes an end without the runtime's own words. */
  private Invocation.Failed ended(Signal signal, String requestId) {
    String id = "RequestId: " + requestId + " Error: ";
    if (signal instanceof Signal.TimedOut) {
      return Invocation.Failed.of(
          Invocation.Failed.TIMED_OUT,
          id + "Task timed out after %d.00 seconds".formatted(timeoutSeconds()));
    }
    if (signal instanceof Signal.Exited exited) {
      return Invocation.Failed.of("Runtime.ExitError", id + describe(exited.code()));
    }
    return Invocation.Failed.of("Sandbox.Failure", id + "The invocation was broken off: " + signal);
  }

  private long timeoutSeconds() {
    return settings.limits().timeout().toSeconds();
  }

  /** Lambda's words for an exit code (LAM-8). */
  static String describe(int code) {
    return switch (code) {
      case 0 -> "Runtime exited without providing a reason";
      case 128 + 6 -> "Runtime exited with error: signal: aborted";
      case 128 + 9 -> "Runtime exited with error: signal: killed";
      case 128 + 11 -> "Runtime exited with error: signal: segmentation fault";
      default -> "Runtime exited with error: exit status " + code;
    };
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  /** Ends the process at once, and deletes what it left. */
  @Override
  public void close() {
    warm = false;
    jvm.close();
    api.close();
    WorkDirectory.delete(temporary);
  }

  /**
   * An invocation's outcome and its log.
   *
   * @param logTail completes, soon after the outcome, with the last 4 KB of the log
   */
  record Execution(Invocation outcome, CompletableFuture<byte[]> logTail) {}
}
