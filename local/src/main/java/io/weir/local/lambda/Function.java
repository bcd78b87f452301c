package io.weir.local.lambda;

import io.weir.local.lambda.Instance.Execution;
import io.weir.local.lambda.RuntimeClient.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A deployed function: its code runs in processes of its own, under AWS's runtime client, which are
 * started on demand, kept warm, and never outlive us.
 *
 * <h2>Failure semantics</h2>
 *
 * Whatever the function does, {@link #invoke} says how the invocation ended; what cannot be known
 * counts as failed. An instance that failed in a way it cannot recover from, its start included, is
 * replaced at the next invocation (LAM-13). Time is the machine's own, because the function reads
 * it too.
 */
public final class Function implements AutoCloseable {

  private final FunctionSettings settings;
  private final Consumer<String> log;
  private final InstantSource clock = InstantSource.system();
  private final Sandbox sandbox;
  private final Semaphore free;
  private final Deque<Instance> idle = new ConcurrentLinkedDeque<>();
  private final Set<Instance> instances = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * Deploys a function; nothing of it runs before its first invocation.
   *
   * @param log takes what the function writes, and the lines that Lambda adds, one at a time
   */
  public Function(FunctionSettings settings, Consumer<String> log) {
    this(settings, log, Machine.here());
  }

  Function(FunctionSettings settings, Consumer<String> log, Machine machine) {
    this.settings = settings;
    this.log =
        line -> {
          synchronized (this) {
            log.accept(line);
          }
        };
    this.free = new Semaphore(settings.limits().concurrency());
    try {
      this.sandbox = Sandbox.create(settings, machine);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot deploy the function " + settings.name(), e);
    }
  }

  public FunctionSettings settings() {
    return settings;
  }

  /** What is different here from Lambda, in one line, where something is. */
  public Optional<String> notice() {
    return sandbox.usesStandIn()
        ? Optional.of(
            "AWS's runtime client has no native library for this system: it runs with plain Java in"
                + " its place, and all else as on Lambda")
        : Optional.empty();
  }

  /** The identifier of the Lambda runtime that it runs on, such as {@code java25}. */
  public String runtime() {
    return sandbox.runtime();
  }

  /**
   * Starts an instance before there is an event, and waits for it to ask for one.
   *
   * @return why it will not, in a sentence; empty if it has asked
   */
  public Optional<String> comeUp(Duration patience) {
    Instance instance = start();
    Optional<String> trouble = instance.comeUp(patience);
    if (trouble.isEmpty()) {
      idle.push(instance);
    } else {
      discard(instance);
    }
    return trouble;
  }

  /**
   * Invokes the function and waits for it.
   *
   * @param payload JSON, at most {@link Invocation#MAX_REQUEST_BYTES}
   * @param requestId letters, digits, dashes; a UUID on AWS
   */
  public Invocation invoke(byte[] payload, String requestId) {
    return execute(new Event(payload, requestId, Optional.empty())).outcome();
  }

  /** Adds a line by Weir to the function's log. */
  void log(String line) {
    log.accept(line);
  }

  Execution execute(Event event) {
    if (!free.tryAcquire()) {
      return new Execution(
          new Invocation.Throttled(), CompletableFuture.completedFuture(new byte[0]));
    }
    try {
      return run(event);
    } finally {
      free.release();
    }
  }

  /** As {@link #execute}, but waits where the other is throttled. */
  Execution executeWhenFree(Event event) throws InterruptedException {
    free.acquire();
    try {
      return run(event);
    } finally {
      free.release();
    }
  }

  private Execution run(Event event) {
    Instance warm = takeWarm();
    Instance instance = warm == null ? start() : warm;
    try {
      return instance.run(event);
    } finally {
      if (instance.isWarm()) {
        idle.push(instance);
      } else {
        discard(instance);
      }
    }
  }

  private @Nullable Instance takeWarm() {
    for (Instance next = idle.poll(); next != null; next = idle.poll()) {
      if (next.isWarm()) {
        return next;
      }
      discard(next);
    }
    return null;
  }

  private Instance start() {
    if (closed) {
      throw new IllegalStateException("The function " + settings.name() + " is closed");
    }
    try {
      Instance instance = Instance.start(settings, sandbox, clock, log);
      instances.add(instance);
      if (closed) {
        discard(instance);
      }
      return instance;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot start the function " + settings.name(), e);
    }
  }

  private void discard(Instance instance) {
    instance.close();
    instances.remove(instance);
  }

  /** The process ids of the instances that are running now. */
  Set<Long> processes() {
    return instances.stream().map(Instance::id).collect(Collectors.toUnmodifiableSet());
  }

  /** Ends every instance, in the middle of an invocation too, and deletes what they left. */
  @Override
  public void close() {
    closed = true;
    instances.forEach(this::discard);
    sandbox.close();
  }
}
