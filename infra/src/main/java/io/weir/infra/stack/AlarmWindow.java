package io.weir.infra.stack;

import software.amazon.awscdk.Duration;

/**
 * How long the queue may hold something before that is alarming: half of what it keeps a message
 * for, as periods of an alarm.
 *
 * <p>All of an alarm's periods may have 7 days together, which is half of the longest retention;
 * periods below an hour may have a day (CW-62).
 *
 * @param period of the alarm's metric
 * @param periods in a row that have to be above the threshold
 */
record AlarmWindow(Duration period, int periods) {

  private static final java.time.Duration DAY = java.time.Duration.ofDays(1);
  private static final java.time.Duration SHORT = java.time.Duration.ofMinutes(5);
  private static final java.time.Duration LONG = java.time.Duration.ofHours(1);

  static AlarmWindow of(java.time.Duration retention) {
    java.time.Duration half = retention.dividedBy(2);
    java.time.Duration period = half.compareTo(DAY) > 0 ? LONG : SHORT;
    return new AlarmWindow(CdkTime.of(period), (int) half.dividedBy(period));
  }
}
