package io.weir.handler.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
  private final int room;

  /** Opens {@code count} lanes. */
  public Lanes(int count) {
    this(
        Executors.newFixedThreadPool(
            count,
            work -> {
              Thread thread = new Thread(work, "weir-lane");
              thread.setDaemon(true);
              return thread;
            }),
        count);
  }

  /** Works on {@code count} threads of the caller, which are closed with the lanes. */
  public Lanes(ExecutorService threads, int count) {
    this.threads = threads;
    this.room = count + 1; // one that waits: no lane stands still while the next is made
  }

  /**
   * A piece of work.
   *
   * @param work what is done on a lane
   * @param unknown the result where the work threw or did not end in time; it should not hold on to
   *     what the work needs
   */
  public record Task<R>(Callable<R> work, Function<Throwable, R> unknown) {}

  /** No lane became free by the deadline: the work was not begun. */
  static final class NoRoomException extends Exception {
    private static final long serialVersionUID = 1;
  }

  /** What was begun, without what it was begun with. */
  private record Begun<R>(Future<R> future, Function<Throwable, R> unknown) {}

  /**
   * Works on each input, and returns one result per input in the inputs' order. An input is asked
   * for when there is room for it, so that only as many are in memory as are being worked on.
   */
  public <T, R> List<R> each(
      Iterator<T> inputs, Function<? super T, Task<R>> task, Deadline deadline) {
    Semaphore free = new Semaphore(room);
    List<Begun<R>> begun = new ArrayList<>();
    while (inputs.hasNext()) {
      Task<R> next = task.apply(inputs.next());
      begun.add(new Begun<>(begin(next.work(), free, deadline), next.unknown()));
    }
    // One grace for all: as many as hang would else wait it out one after the other.
    Deadline last = deadline.later(GRACE);
    List<R> results = new ArrayList<>();
    for (Begun<R> each : begun) {
      results.add(await(each, last));
    }
    return results;
  }

  private <R> Future<R> begin(Callable<R> work, Semaphore free, Deadline deadline) {
    try {
      // No grace here: after the deadline each of many inputs would wait for it again.
      if (!free.tryAcquire(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
        return CompletableFuture.failedFuture(new NoRoomException());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CompletableFuture.failedFuture(e);
    }
    return threads.submit(
        () -> {
          try {
            return work.call();
          } finally {
            free.release();
          }
        });
  }

  private static <R> R await(Begun<R> begun, Deadline last) {
    try {
      return begun.future().get(last.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      return begun.unknown().apply(Objects.requireNonNullElse(e.getCause(), e));
    } catch (TimeoutException | CancellationException e) {
      begun.future().cancel(true);
      return begun.unknown().apply(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      begun.future().cancel(true);
      return begun.unknown().apply(e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
