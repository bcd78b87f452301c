package io.weir.local.lambda.inprocess;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.weir.local.lambda.Invocation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One handler object and the thread that calls it: one invocation at a time, as in an instance of
 * Lambda.
 */
final class HandlerInstance implements AutoCloseable {

  private final ExecutorService thread;
  private final Supplier<RequestStreamHandler> start;
  private volatile @Nullable RequestStreamHandler handler;
  private boolean usable = true;

  HandlerInstance(String name, Supplier<RequestStreamHandler> start) {
    this.start = start;
    this.thread =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread made = new Thread(task, name);
              made.setDaemon(true);
              return made;
            });
  }

  /** Says whether it can take another event. */
  boolean isUsable() {
    return usable;
  }

  /** Makes the handler, unless it is there; returns what went wrong (LAM-6, LAM-13). */
  Optional<Invocation> bringUp(InvocationContext context) {
    if (handler != null) {
      return Optional.empty();
    }
    Future<?> starting = thread.submit(() -> handler = start.get());
    Optional<Invocation> failure =
        outcome(starting, context, made -> Optional.<Invocation>empty(), Optional::of);
    if (failure.isPresent()) {
      end();
    }
    return failure;
  }

  /** Hands it an event, and waits until the context's deadline. */
  Invocation run(byte[] payload, InvocationContext context) {
    Future<byte[]> running = thread.submit(() -> call(payload, context));
    return outcome(running, context, HandlerInstance::answered, failure -> failure);
  }

  private <T, R> R outcome(
      Future<T> task,
      InvocationContext context,
      Function<T, R> finished,
      Function<Invocation, R> failed) {
    try {
      return finished.apply(task.get(context.deadline() - System.nanoTime(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      end();
      return failed.apply(Failures.timedOut(context));
    } catch (ExecutionException e) {
      Throwable thrown = e.getCause() == null ? e : e.getCause();
      if (thrown instanceof VirtualMachineError) {
        end(); // LAM-9: what broke the machine is not used again
      }
      return failed.apply(Failures.of(thrown));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      end();
      return failed.apply(Failures.brokenOff(context));
    }
  }

  private static Invocation answered(byte[] answer) {
    return answer.length > Invocation.MAX_RESPONSE_BYTES
        ? Failures.tooLarge(answer.length)
        : new Invocation.Returned(answer);
  }

  private byte[] call(byte[] payload, InvocationContext context) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    requireNonNull(handler).handleRequest(new ByteArrayInputStream(payload), out, context);
    return out.toByteArray();
  }

  private void end() {
    usable = false;
    close();
  }

  /** Interrupts the handler if it runs; one that ignores it is left to itself. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
