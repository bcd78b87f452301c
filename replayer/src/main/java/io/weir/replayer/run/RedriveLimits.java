package io.weir.replayer.run;

import java.time.Duration;

/**
 * How a run treats its records.
 *
 * @param ramp in which steps it goes
 * @param maxAttempts how often a record may fail before it is set aside, at least 1
 * @param stopAfter after how many failures in a row nothing more is sent; 0: never
 * @param lease how long a message stays out of sight unless its lease is extended
 */
public record RedriveLimits(Ramp ramp, int maxAttempts, int stopAfter, Duration lease) {

  /**
   * The usual guard: what fails so often in a row fails for a reason that waiting will not mend.
   */
  public static final int STOP_AFTER = 10;
}
