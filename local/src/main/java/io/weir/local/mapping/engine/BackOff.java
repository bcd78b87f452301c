package io.weir.local.mapping.engine;

import java.time.Duration;

/**
 * How long the mapping waits between two attempts of an unchanged batch: doubling from the first
 * pause up to a cap.
 *
 * <p>Lambda publishes no curve. The first pause of 200 ms and the growth are recorded, the doubling
 * is the simplest curve through the recordings, the cap is Weir's (ESM-18).
 *
 * @param first the pause after the first attempt, positive
 * @param cap the longest pause, no shorter than the first
 */
public record BackOff(Duration first, Duration cap) {

  private static final int MOST_DOUBLINGS = 30;

  /** The back-off that fits what was recorded of Lambda. */
  public static BackOff ofLambda() {
    return new BackOff(Duration.ofMillis(200), Duration.ofSeconds(30));
  }

  /** Returns the pause after the given number of attempts, counted from 1. */
  Duration after(int attempts) {
    Duration pause = first.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
    return pause.compareTo(cap) > 0 ? cap : pause;
  }
}
