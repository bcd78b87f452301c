package io.weir.handler;

import com.amazonaws.services.lambda.runtime.Context;
import io.weir.handler.metrics.EmbeddedMetrics;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsBuilder;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/**
 * The function's metrics, in CloudWatch's embedded format.
 *
 * <p>Each count is a metric of its own with the service as its only dimension, which is what an
 * alarm needs. {@code Rejected} is written once more by reason, because CloudWatch adds nothing up
 * over dimensions (CW-41).
 */
final class BatchMetrics {

  private final Settings settings;
  private final Metrics metrics;

  BatchMetrics(Settings settings) {
    this.settings = settings;
    this.metrics =
        MetricsBuilder.builder()
            .withMetricsProvider(EmbeddedMetrics::new)
            .withNamespace(settings.metricsNamespace())
            .withService(settings.service())
            .build();
  }

  /** Comes before logging starts, which marks the cold start as over. */
  void coldStart(Context context) {
    metrics.captureColdStartMetric(context);
  }

  void write(Tally tally) {
    tally.counts().forEach((count, n) -> metrics.addMetric(count.metric(), n, MetricUnit.COUNT));
    metrics.flush();
    tally
        .reasons()
        .forEach(
            (reason, n) ->
                metrics.flushSingleMetric(
                    Tally.Count.REJECTED.metric(),
                    n,
                    MetricUnit.COUNT,
                    settings.metricsNamespace(),
                    DimensionSet.of("Service", settings.service(), "Reason", reason.name())));
  }
}
