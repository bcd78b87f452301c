package io.weir.replayer.run;

import io.weir.replayer.recover.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How fast records go out: at most the ceiling, half the pace after each throttling, and slowly
 * more again while nothing is throttled.
 *
 * <p>Live traffic shares the function, the table and the shard. It cannot wait; a dead letter can.
 */
public final class Pace {

  /** The slowest pace: one record in ten seconds. */
  private static final double SLOWEST = 0.1;

  /** This many answers without throttling bring the pace from zero to its ceiling. */
  private static final double STEPS = 20;

  private final double ceiling;
  private final InstantSource clock;
  private final Pause pause;
  private double current;
  private Instant next = Instant.MIN;

  /**
   * A pace that starts at its ceiling.
   *
   * @param ceiling records a second, more than 0
   * @param clock tells when the next record may go
   * @param pause waits until then
   */
  public Pace(double ceiling, InstantSource clock, Pause pause) {
    if (!(ceiling > 0)) {
      throw new IllegalArgumentException("a pace is more than 0 records a second");
    }
    this.ceiling = ceiling;
    this.clock = clock;
    this.pause = pause;
    this.current = ceiling;
  }

  /** Waits for the time of the call before; the next call waits for the time of these records. */
  void await(int records) throws InterruptedException {
    Instant now = clock.instant();
    if (next.isAfter(now)) {
      pause.pause(Duration.between(now, next));
      now = clock.instant();
    }
    next = now.plusNanos((long) (records / current * 1e9));
  }

  /** Halves the pace. */
  void throttled() {
    current = Math.max(Math.min(SLOWEST, ceiling), current / 2);
  }

  /** Goes a little faster, up to the ceiling. */
  void wentWell() {
    current = Math.min(ceiling, current + ceiling / STEPS);
  }

  /** Returns the present pace in records a second. */
  public double perSecond() {
    return current;
  }
}
