package io.weir.handler.metrics;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.lambda.powertools.metrics.model.MetricResolution;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/** One line of metrics in CloudWatch's embedded format (CW-42). */
final class MetricsLine {

  /** CloudWatch takes no more metrics from a line, and no more values of a metric. */
  private static final int MOST = 100;

  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, Metric> metrics = new LinkedHashMap<>();
  private final List<Map<String, String>> dimensions = new ArrayList<>();
  private @Nullable Instant timestamp;

  MetricsLine(Map<String, String> dimensions) {
    addDimensions(dimensions);
  }

  private record Metric(MetricUnit unit, MetricResolution resolution, List<Double> values) {}

  boolean isEmpty() {
    return metrics.isEmpty();
  }

  /** Says whether one more value of this metric fits. */
  boolean takes(String key) {
    Metric metric = metrics.get(key);
    return metric == null ? metrics.size() < MOST : metric.values.size() < MOST;
  }

  void add(String key, double value, MetricUnit unit, MetricResolution resolution) {
    metrics
        .computeIfAbsent(key, name -> new Metric(unit, resolution, new ArrayList<>()))
        .values
        .add(value);
  }

  /** Replaces all sets of dimensions by one. */
  void setDimensions(Map<String, String> set) {
    dimensions.clear();
    addDimensions(set);
  }

  /** Adds a set: CloudWatch keeps a metric once for each. */
  void addDimensions(Map<String, String> set) {
    if (!set.isEmpty()) {
      dimensions.add(new LinkedHashMap<>(set));
    }
  }

  void setTimestamp(Instant timestamp) {
    this.timestamp = timestamp;
  }

  /** Returns the line, without its end. */
  String json(String namespace, Map<String, Object> metadata) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      writeHead(json, namespace);
      for (Map.Entry<String, Object> field : metadata.entrySet()) {
        json.writeFieldName(field.getKey());
        writeValue(json, field.getValue());
      }
      for (Map<String, String> set : dimensions) {
        for (Map.Entry<String, String> dimension : set.entrySet()) {
          json.writeStringField(dimension.getKey(), dimension.getValue());
        }
      }
      for (Map.Entry<String, Metric> metric : metrics.entrySet()) {
        json.writeFieldName(metric.getKey());
        writeValues(json, metric.getValue().values);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a line in memory", e);
    }
    return text.toString();
  }

  private void writeHead(JsonGenerator json, String namespace) throws IOException {
    Instant at = timestamp == null ? Instant.now() : timestamp;
    json.writeObjectFieldStart("_aws");
    json.writeNumberField("Timestamp", at.toEpochMilli());
    json.writeArrayFieldStart("CloudWatchMetrics");
    json.writeStartObject();
    json.writeStringField("Namespace", namespace);
    json.writeArrayFieldStart("Metrics");
    for (Map.Entry<String, Metric> metric : metrics.entrySet()) {
      json.writeStartObject();
      json.writeStringField("Name", metric.getKey());
      json.writeStringField("Unit", metric.getValue().unit.getName());
      if (metric.getValue().resolution == MetricResolution.HIGH) {
        json.writeNumberField("StorageResolution", 1);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("Dimensions");
    for (Map<String, String> set : dimensions) {
      json.writeStartArray();
      for (String name : set.keySet()) {
        json.writeString(name);
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeValues(JsonGenerator json, List<Double> values) throws IOException {
    if (values.size() == 1) {
      json.writeNumber(values.get(0));
      return;
    }
    json.writeStartArray();
    for (double value : values) {
      json.writeNumber(value);
    }
    json.writeEndArray();
  }

  /** Maps and lists as they are nested; what JSON has no word for as its text. */
  private static void writeValue(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeFieldName(String.valueOf(entry.getKey()));
        writeValue(json, entry.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof Iterable<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        writeValue(json, element);
      }
      json.writeEndArray();
    } else if (value == null || value instanceof Number || value instanceof Boolean) {
      json.writeObject(value);
    } else {
      json.writeString(value.toString());
    }
  }
}
