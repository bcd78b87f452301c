package io.weir.handler.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A fixed number of threads on which several chunks are under way at once.
 *
 * <p>No collection is shared between them: each task returns its own result, and the caller's
 * thread puts the results together. (A list that several threads add to loses failures.)
 */
public final class Lanes implements AutoCloseable {

  /** A task ends itself at the deadline; this is for it to say so. */
  private static final Duration GRACE = Duration.ofMillis(250);

  private final ExecutorService threads;

  /** Opens so many lanes. */
  public Lanes(int count) {
    this(
        Executors.newFixedThreadPool(
            count,
            work -> {
              Thread thread = new Thread(work, "weir-lane");
              thread.setDaemon(true);
              return thread;
            }));
  }

  /** Works on threads of somebody's own, which are closed with the lanes. */
  public Lanes(ExecutorService threads) {
    this.threads = threads;
  }

  /**
   * Works on each input, and returns one result per input in the inputs' order. Where the work
   * threw or did not end in time, the result is what {@code unknown} makes of it.
   */
  public <T, R> List<R> each(
      List<T> inputs, Function<T, R> work, BiFunction<T, Throwable, R> unknown, Deadline deadline) {
    List<Future<R>> futures = new ArrayList<>();
    for (T input : inputs) {
      futures.add(threads.submit(() -> work.apply(input)));
    }
    List<R> results = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      T input = inputs.get(i);
      results.add(await(futures.get(i), why -> unknown.apply(input, why), deadline));
    }
    return results;
  }

  private static <R> R await(Future<R> future, Function<Throwable, R> unknown, Deadline deadline) {
    try {
      return future.get(deadline.left().plus(GRACE).toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      return unknown.apply(cause == null ? e : cause);
    } catch (TimeoutException | CancellationException e) {
      future.cancel(true);
      return unknown.apply(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      future.cancel(true);
      return unknown.apply(e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
