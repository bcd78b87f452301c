package io.weir.handler;

import com.amazonaws.services.lambda.runtime.Context;
import io.weir.handler.metrics.EmbeddedMetrics;
import java.io.OutputStream;
import java.util.function.Supplier;
import software.amazon.lambda.powertools.common.internal.LambdaHandlerProcessor;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/**
 * The function's metrics, in CloudWatch's embedded format.
 *
 * <p>Each count is a metric of its own with the service as its only dimension, which is what an
 * alarm needs. {@code Rejected} is written once more by reason, because CloudWatch adds nothing up
 * over dimensions (CW-41). Each line has the fields of Powertools that name its invocation.
 *
 * <p>For any number of invocations at once: each has lines of its own, because Powertools' shared
 * metrics mix what overlapping invocations without a trace add.
 */
final class BatchMetrics {

  private final Settings settings;
  private final Supplier<? extends Metrics> lines;

  /**
   * Writes with the settings' namespace and service.
   *
   * @param lines makes the metrics of one invocation
   */
  BatchMetrics(Settings settings, Supplier<? extends Metrics> lines) {
    this.settings = settings;
    this.lines = lines;
  }

  /** Returns metrics on standard output, and makes Powertools' own go the same way. */
  static BatchMetrics of(Settings settings) {
    MetricsFactory.setMetricsProvider(EmbeddedMetrics::new);
    return new BatchMetrics(settings, EmbeddedMetrics::new);
  }

  /** Returns metrics whose output is discarded. */
  static BatchMetrics unheard(Settings settings) {
    return new BatchMetrics(settings, () -> new EmbeddedMetrics(OutputStream.nullOutputStream()));
  }

  /** Writes Powertools' metric with its dimensions, whatever its own mark says. */
  void coldStart(Context context) {
    Metrics metrics = begin(context);
    metrics.setDefaultDimensions(
        DimensionSet.of("Service", settings.service(), "FunctionName", context.getFunctionName()));
    metrics.addMetric("ColdStart", 1, MetricUnit.COUNT);
    metrics.flush();
  }

  /** Writes the counts of one invocation. */
  void write(Tally tally, Context context) {
    Metrics metrics = begin(context);
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
    tally.counts().forEach((name, n) -> metrics.addMetric(name, n, MetricUnit.COUNT));
    metrics.flush();
  }

  private Metrics begin(Context context) {
    Metrics metrics = lines.get();
    metrics.setNamespace(settings.metricsNamespace());
    metrics.setDefaultDimensions(DimensionSet.of("Service", settings.service()));
    metrics.addMetadata("function_request_id", context.getAwsRequestId());
    LambdaHandlerProcessor.getXrayTraceId()
        .ifPresent(id -> metrics.addMetadata("xray_trace_id", id));
    return metrics;
  }
}
