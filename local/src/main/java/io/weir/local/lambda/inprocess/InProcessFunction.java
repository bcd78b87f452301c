package io.weir.local.lambda.inprocess;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.weir.local.lambda.Invocation;
import java.time.Duration;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A function whose handlers are objects of this JVM: fast to start and easy to step through with a
 * debugger.
 *
 * <h2>Failure semantics</h2>
 *
 * As for a function in a process of its own, {@link #invoke} says how an invocation ended, and an
 * instance that did not come up, ran out of time or broke the virtual machine is replaced. What
 * this JVM cannot take from a handler is its memory, its threads and {@code System.exit}: a handler
 * that ignores the interrupt at its deadline goes on in the background.
 */
public final class InProcessFunction implements AutoCloseable {

  /** What Lambda allows a function to come up in before its own time counts (LAM-6). */
  private static final Duration INIT_TIME = Duration.ofSeconds(10);

  private final FunctionIdentity identity;
  private final Supplier<RequestStreamHandler> handlers;
  private final Consumer<String> log;
  private final boolean oneAtATime;
  private final ReentrantLock turn = new ReentrantLock(true);
  private final Deque<HandlerInstance> idle = new ConcurrentLinkedDeque<>();
  private final Set<HandlerInstance> instances = ConcurrentHashMap.newKeySet();
  private final AtomicLong started = new AtomicLong();

  private InProcessFunction(
      FunctionIdentity identity,
      Supplier<RequestStreamHandler> handlers,
      boolean oneAtATime,
      Consumer<String> log) {
    this.identity = identity;
    this.handlers = handlers;
    this.oneAtATime = oneAtATime;
    this.log = log;
  }

  /**
   * A function that is this one object for good: invocations take turns, because Lambda never calls
   * an object twice at once.
   *
   * @param log takes what the handler logs through its context
   * @throws IllegalArgumentException if it is no handler, or does not name its types
   */
  public static InProcessFunction of(
      Object handler, FunctionIdentity identity, Consumer<String> log) {
    RequestStreamHandler streamed = streamed(handler);
    return new InProcessFunction(identity, () -> streamed, true, log);
  }

  /**
   * A function that makes a new handler for each instance, at its first event, as Lambda does.
   *
   * @param handlers makes a handler; may throw, which fails the invocation
   * @param log takes what the handlers log through their contexts
   */
  public static InProcessFunction startingWith(
      Supplier<?> handlers, FunctionIdentity identity, Consumer<String> log) {
    return new InProcessFunction(identity, () -> streamed(handlers.get()), false, log);
  }

  /** Names the types of a handler that does not say them itself, such as a lambda expression. */
  public static <I> RequestStreamHandler typed(Class<I> event, RequestHandler<I, ?> handler) {
    return SerializedHandler.of(handler, new HandlerTypes(event, Object.class));
  }

  public FunctionIdentity identity() {
    return identity;
  }

  /** Returns how many instances were started so far: each was a cold start. */
  public long coldStarts() {
    return started.get();
  }

  /**
   * Invokes the function and waits for it, at most until its timeout.
   *
   * @param payload JSON
   * @param requestId what the context tells
   */
  public Invocation invoke(byte[] payload, String requestId) {
    if (!oneAtATime) {
      return run(payload, requestId);
    }
    turn.lock();
    try {
      return run(payload, requestId);
    } finally {
      turn.unlock();
    }
  }

  private Invocation run(byte[] payload, String requestId) {
    HandlerInstance warm = idle.poll();
    HandlerInstance instance = warm == null ? start() : warm;
    try {
      Duration initTime = INIT_TIME.plus(identity.timeout());
      return instance
          .bringUp(context(requestId, initTime))
          .orElseGet(() -> instance.run(payload, context(requestId, identity.timeout())));
    } finally {
      if (instance.isUsable()) {
        idle.push(instance);
      } else {
        instances.remove(instance);
      }
    }
  }

  private InvocationContext context(String requestId, Duration time) {
    return new InvocationContext(requestId, System.nanoTime() + time.toNanos(), identity, log);
  }

  private HandlerInstance start() {
    HandlerInstance instance =
        new HandlerInstance(identity.name() + "-" + started.incrementAndGet(), handlers);
    instances.add(instance);
    return instance;
  }

  private static RequestStreamHandler streamed(Object handler) {
    if (handler instanceof RequestStreamHandler stream) {
      return stream;
    }
    if (handler instanceof RequestHandler<?, ?> typed) {
      return SerializedHandler.of(typed, HandlerTypes.of(handler.getClass()));
    }
    throw new IllegalArgumentException(
        handler.getClass().getName()
            + " is no handler: it implements neither RequestHandler nor RequestStreamHandler");
  }

  /** Interrupts every handler that runs. */
  @Override
  public void close() {
    instances.forEach(HandlerInstance::close);
  }
}
