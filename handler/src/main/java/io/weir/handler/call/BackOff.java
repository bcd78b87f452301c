package io.weir.handler.call;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * The waits between tries: doubled each time up to a cap, and drawn from the whole span below it.
 *
 * <p>Full jitter, because the functions of all shards are throttled at the same moment and would
 * otherwise come back at the same moment.
 *
 * @param first the span after the first failure
 * @param cap the longest span
 * @param random must be safe for many threads
 * @param pause how to wait
 */
public record BackOff(Duration first, Duration cap, RandomGenerator random, Pause pause) {

  private static final int LARGEST_SHIFT = 20;

  /** Returns a wait after {@code failures} failures in a row, at least 1. */
  public Duration draw(int failures) {
    long factor = 1L << Math.min(failures - 1, LARGEST_SHIFT);
    Duration span = first.multipliedBy(factor);
    Duration capped = span.compareTo(cap) < 0 ? span : cap;
    return Duration.ofNanos(random.nextLong(capped.toNanos() + 1));
  }

  /**
   * Waits, unless the deadline comes first. Returns whether another try may start; an interrupt is
   * kept and means no.
   */
  public boolean waitAfter(int failures, Deadline deadline) {
    Duration wait = draw(failures);
    if (wait.compareTo(deadline.left()) >= 0) {
      return false;
    }
    try {
      pause.pause(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return !deadline.passed();
  }

  /** A way to let time go by. */
  @FunctionalInterface
  public interface Pause {

    /** The one that really waits. */
    Pause REAL = length -> TimeUnit.NANOSECONDS.sleep(length.toNanos());

    /** Returns when the length has gone by. */
    void pause(Duration length) throws InterruptedException;
  }
}
