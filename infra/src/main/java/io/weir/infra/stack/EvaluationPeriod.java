package io.weir.infra.stack;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;

/**
 * How often the function is heard of: an invocation publishes its metrics once, when it ends. A
 * shard has one at a time, so that with a long timeout most minutes are empty, and an alarm that
 * wants several of them in a row would never sound. What a pause between two attempts adds is
 * bridged by CloudWatch, which looks at a few periods more than it needs (CW-64).
 *
 * @param minutes that the timeout fits into, at least one
 */
record EvaluationPeriod(int minutes) {

  static EvaluationPeriod of(java.time.Duration timeout) {
    return new EvaluationPeriod((int) Math.max(1, timeout.plusSeconds(59).toMinutes()));
  }

  /** Returns the metric in periods that long. */
  Metric of(Metric metric) {
    return metric.with(MetricOptions.builder().period(Duration.minutes(minutes)).build());
  }

  /** Returns how many of its periods a time takes. */
  int periods(int time) {
    return (time + minutes - 1) / minutes;
  }

  /** Returns that time in whole periods. */
  String text(int time) {
    int whole = periods(time) * minutes;
    return whole + (whole == 1 ? " minute" : " minutes");
  }
}
