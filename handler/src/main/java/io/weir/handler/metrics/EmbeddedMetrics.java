package io.weir.handler.metrics;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import software.amazon.lambda.powertools.common.internal.LambdaHandlerProcessor;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.internal.Validator;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricResolution;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/**
 * A provider's metrics for Powertools, each flush one line of JSON.
 *
 * <p>A line says what Powertools' own provider would say, and is written by streaming: the library
 * behind that one binds each line to a tree of objects, for which a cold start loads 500 classes.
 *
 * <p>For one thread. {@code POWERTOOLS_METRICS_DISABLED=true} makes it write nothing.
 */
public final class EmbeddedMetrics implements Metrics {

  private final PrintStream out;
  private final boolean disabled;
  private final Map<String, Object> metadata = new LinkedHashMap<>();
  private Map<String, String> defaults = new LinkedHashMap<>();
  private MetricsLine line = new MetricsLine(defaults);
  private boolean raiseOnEmpty;
  private @Nullable String namespace;

  /** Writes to standard output, from where Lambda takes it to CloudWatch. */
  public EmbeddedMetrics() {
    this(System.out, "true".equalsIgnoreCase(System.getenv("POWERTOOLS_METRICS_DISABLED")));
  }

  /** Writes to somewhere else. */
  public EmbeddedMetrics(OutputStream out) {
    this(new PrintStream(out, false, StandardCharsets.UTF_8), false);
  }

  EmbeddedMetrics(PrintStream out, boolean disabled) {
    this.out = out;
    this.disabled = disabled;
  }

  @Override
  public void addMetric(String key, double value, MetricUnit unit, MetricResolution resolution) {
    if (!line.takes(key)) {
      flush();
    }
    line.add(key, value, unit, resolution);
  }

  @Override
  public void addDimension(DimensionSet dimensions) {
    line.addDimensions(dimensions.getDimensions());
  }

  @Override
  public void setTimestamp(Instant timestamp) {
    Validator.validateTimestamp(timestamp);
    line.setTimestamp(timestamp);
  }

  /** Adds a field that is no metric, to all lines from now on. */
  @Override
  public void addMetadata(String key, Object value) {
    metadata.put(key, value);
  }

  @Override
  public void setDefaultDimensions(DimensionSet dimensions) {
    defaults = new LinkedHashMap<>(dimensions.getDimensions());
    line.setDimensions(defaults);
  }

  @Override
  public DimensionSet getDefaultDimensions() {
    return DimensionSet.of(defaults);
  }

  @Override
  public void clearDefaultDimensions() {
    defaults = new LinkedHashMap<>();
    line.setDimensions(defaults);
  }

  @Override
  public void setNamespace(String namespace) {
    Validator.validateNamespace(namespace);
    this.namespace = namespace;
  }

  @Override
  public void setRaiseOnEmptyMetrics(boolean raiseOnEmptyMetrics) {
    this.raiseOnEmpty = raiseOnEmptyMetrics;
  }

  /**
   * Writes a line, and starts the next.
   *
   * @throws IllegalArgumentException without a namespace
   * @throws IllegalStateException if there is nothing to write and that was to be told
   */
  @Override
  public void flush() {
    if (disabled) {
      line = new MetricsLine(defaults);
      return;
    }
    String known = namespace;
    Validator.validateNamespace(known);
    if (known == null || line.isEmpty()) {
      nothing();
      return;
    }
    out.println(line.json(known, metadata));
    line = new MetricsLine(defaults);
  }

  /** Says whether the next line has nothing to say yet. */
  boolean isEmpty() {
    return line.isEmpty();
  }

  private void nothing() {
    if (raiseOnEmpty) {
      throw new IllegalStateException("No metrics were emitted");
    }
    LoggerFactory.getLogger(EmbeddedMetrics.class).warn("No metrics were emitted");
  }

  @Override
  public void captureColdStartMetric(@Nullable Context context, @Nullable DimensionSet dimensions) {
    if (!LambdaHandlerProcessor.isColdStart()) {
      return;
    }
    flushMetrics(
        apart -> {
          if (context != null) {
            apart.addMetadata("function_request_id", context.getAwsRequestId());
          }
          LambdaHandlerProcessor.getXrayTraceId()
              .ifPresent(id -> apart.addMetadata("xray_trace_id", id));
          if (dimensions != null) {
            apart.setDefaultDimensions(dimensions);
          }
          apart.addMetric("ColdStart", 1, MetricUnit.COUNT);
        });
  }

  @Override
  public void captureColdStartMetric(@Nullable DimensionSet dimensions) {
    captureColdStartMetric(null, dimensions);
  }

  /** Writes a line of its own, with the same namespace, dimensions and metadata to start from. */
  @Override
  public void flushMetrics(Consumer<Metrics> metrics) {
    EmbeddedMetrics apart = new EmbeddedMetrics(out, disabled);
    apart.namespace = namespace;
    apart.metadata.putAll(metadata);
    apart.setDefaultDimensions(getDefaultDimensions());
    metrics.accept(apart);
    apart.flush();
  }
}
