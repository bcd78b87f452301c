package io.weir.infra.stack;

import io.weir.infra.settings.Settings;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;

/**
 * How often the function is heard of: an invocation publishes its metrics once, when it ends, and
 * the next one begins when its batch is full or its window over (ESM-4). A shard has one at a time,
 * so that with a long timeout or window most minutes are empty, and an alarm that wants several of
 * them in a row would never sound. What a pause between two attempts adds is bridged by CloudWatch,
 * which looks at a few periods more than it needs (CW-64).
 *
 * @param minutes that window and timeout together fit into, at least one
 */
record EvaluationPeriod(int minutes) {

  static EvaluationPeriod of(Settings settings) {
    java.time.Duration apart =
        settings.function().timeout().plus(usual(settings.mapping().batchWindow()));
    return new EvaluationPeriod((int) Math.max(1, apart.plusSeconds(59).toMinutes()));
  }

  /** A few seconds are within what CloudWatch bridges. */
  private static java.time.Duration usual(java.time.Duration window) {
    return window.toSeconds() <= 5 ? java.time.Duration.ZERO : window;
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
