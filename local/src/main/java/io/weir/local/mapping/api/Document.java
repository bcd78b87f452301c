package io.weir.local.mapping.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.local.mapping.engine.MappingSettings;
import io.weir.local.mapping.engine.StartingPosition;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What the API tells about a mapping, member for member as Lambda does. */
final class Document {

  private static final int NO_LIMIT = -1;

  private Document() {}

  /** Returns the settings, as they stand in requests too. */
  static ObjectNode of(Definition definition) {
    MappingSettings settings = definition.settings();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    writeStart(json, settings.startingPosition());
    json.put("BatchSize", settings.batchSize());
    json.put("MaximumBatchingWindowInSeconds", settings.batchWindow().toSeconds());
    json.put("ParallelizationFactor", settings.parallelizationFactor());
    json.put("EventSourceArn", definition.eventSourceArn());
    List<String> patterns = definition.filters().patterns();
    if (!patterns.isEmpty()) {
      ArrayNode filters = json.putObject("FilterCriteria").putArray("Filters");
      patterns.forEach(pattern -> filters.addObject().put("Pattern", pattern));
    }
    json.put("FunctionArn", definition.functionArn());
    ObjectNode onFailure = json.putObject("DestinationConfig").putObject("OnFailure");
    definition.destinationArn().ifPresent(arn -> onFailure.put("Destination", arn));
    json.put(
        "MaximumRecordAgeInSeconds",
        settings.maximumRecordAge().map(Duration::toSeconds).orElse((long) NO_LIMIT));
    json.put("BisectBatchOnFunctionError", settings.bisect());
    json.put("MaximumRetryAttempts", settings.maximumRetryAttempts().orElse(NO_LIMIT));
    json.put("TumblingWindowInSeconds", 0);
    ArrayNode types = json.putArray("FunctionResponseTypes");
    if (settings.reportBatchItemFailures()) {
      types.add("ReportBatchItemFailures");
    }
    List<String> metrics = definition.extras().metrics();
    if (!metrics.isEmpty()) {
      metrics.forEach(json.putObject("MetricsConfig").putArray("Metrics")::add);
    }
    return json;
  }

  /** Adds what a mapping is doing. */
  static ObjectNode of(Definition definition, UUID id, String arn, Status status) {
    ObjectNode json = of(definition);
    json.put("UUID", id.toString());
    json.put("EventSourceMappingArn", arn);
    json.put("LastModified", seconds(status.lastModified()));
    json.put("LastProcessingResult", status.lastProcessingResult());
    json.put("State", status.state());
    json.put("StateTransitionReason", status.reason());
    return json;
  }

  /** How a mapping does. */
  record Status(String state, String reason, Instant lastModified, String lastProcessingResult) {}

  private static void writeStart(ObjectNode json, StartingPosition start) {
    if (start instanceof StartingPosition.AtTimestamp at) {
      json.put("StartingPosition", "AT_TIMESTAMP");
      json.put("StartingPositionTimestamp", seconds(at.timestamp()));
    } else {
      boolean latest = start instanceof StartingPosition.Latest;
      json.put("StartingPosition", latest ? "LATEST" : "TRIM_HORIZON");
    }
  }

  private static BigDecimal seconds(Instant time) {
    return BigDecimal.valueOf(time.toEpochMilli(), 3);
  }
}
