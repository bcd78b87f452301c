package io.weir.handler;

import com.amazonaws.services.lambda.runtime.Context;
import io.weir.handler.metrics.EmbeddedMetrics;
import java.io.OutputStream;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
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

  BatchMetrics(Settings settings, Metrics metrics) {
    this.settings = settings;
    this.metrics = metrics;
    metrics.setNamespace(settings.metricsNamespace());
    metrics.setDefaultDimensions(DimensionSet.of("Service", settings.service()));
  }

  /** Returns the metrics of the whole process: Powertools gives the same to every caller. */
  static BatchMetrics of(Settings settings) {
    MetricsFactory.setMetricsProvider(EmbeddedMetrics::new);
    return new BatchMetrics(settings, MetricsFactory.getMetricsInstance());
  }

  /** Returns metrics whose output is discarded. */
  static BatchMetrics unheard(Settings settings) {
    return new BatchMetrics(settings, new EmbeddedMetrics(OutputStream.nullOutputStream()));
  }

  /** Writes Powertools' metric, whatever its own mark says. */
  void coldStart(Context context) {
    metrics.flushMetrics(
        apart -> {
          apart.addMetadata("function_request_id", context.getAwsRequestId());
          apart.addMetric("ColdStart", 1, MetricUnit.COUNT);
        });
  }

  /** Writes the counts last: their flush is what makes Powertools let go of this invocation. */
  void write(Tally tally) {
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
    tally.counts().forEach((count, n) -> metrics.addMetric(count.metric(), n, MetricUnit.COUNT));
    metrics.flush();
  }
}
