package io.weir.local.mapping.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.local.mapping.engine.StartingPosition;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The members of a request, checked as the API's model checks them; null counts as absent. */
record Members(JsonNode json) {

  /** What Lambda has for other sources: refused in its words. */
  private static final List<String> OF_OTHER_SOURCES =
      List.of(
          "Topics",
          "Queues",
          "SourceAccessConfigurations",
          "SelfManagedEventSource",
          "AmazonManagedKafkaEventSourceConfig",
          "SelfManagedKafkaEventSourceConfig",
          "ScalingConfig",
          "DocumentDBEventSourceConfig",
          "ProvisionedPollerConfig",
          "LoggingConfig");

  /** What Lambda has for Kinesis and we do not build: refused rather than ignored. */
  private static final List<String> NOT_BUILT = List.of("KMSKeyArn");

  void refuseWhatIsNotBuilt() {
    for (String member : OF_OTHER_SOURCES) {
      if (isGiven(member)) {
        throw Refusal.invalid(
            "Unsupported '%s%s' parameter for given event source mapping type."
                .formatted(Character.toLowerCase(member.charAt(0)), member.substring(1)));
      }
    }
    for (String member : NOT_BUILT) {
      if (isGiven(member)) {
        throw Refusal.invalid("The local Lambda does not support " + member + " of a mapping.");
      }
    }
    if (number("TumblingWindowInSeconds", 0, 900).orElse(0) > 0) {
      throw Refusal.invalid(
          "The local Lambda does not support tumbling windows: TumblingWindowInSeconds must be 0.");
    }
    if (!json.at("/DestinationConfig/OnSuccess/Destination").isMissingNode()) {
      throw Refusal.invalid(
          "Unsupported 'onSuccess' parameter for given event source mapping type.");
    }
  }

  /** Returns the metrics, which go nowhere here; none where they were taken away. */
  Optional<List<String>> metrics() {
    JsonNode config = json.path("MetricsConfig");
    if (!config.isObject()) {
      return Optional.empty();
    }
    List<String> metrics = new ArrayList<>();
    for (JsonNode metric : config.path("Metrics")) {
      if (!metric.asText().equals("EventCount")) {
        throw Refusal.constraint(
            "'[" + metric.asText() + "]'",
            "metricsConfig.metrics",
            "Member must satisfy constraint: [Member must satisfy enum value set: [EventCount,"
                + " ErrorCount, KafkaMetrics]]");
      }
      metrics.add(metric.asText());
    }
    return Optional.of(metrics);
  }

  /** Returns the tags of a new mapping, which {@code ListTags} tells again. */
  SortedMap<String, String> tags() {
    SortedMap<String, String> tags = new TreeMap<>();
    json.path("Tags")
        .properties()
        .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText("")));
    return tags;
  }

  Optional<String> text(String member) {
    return Optional.ofNullable(json.path(member).textValue());
  }

  Optional<Boolean> flag(String member) {
    JsonNode value = json.path(member);
    return value.isBoolean() ? Optional.of(value.booleanValue()) : Optional.empty();
  }

  Optional<Integer> number(String member, int least, int most) {
    JsonNode value = json.path(member);
    if (!isGiven(member)) {
      return Optional.empty();
    }
    String name = Character.toLowerCase(member.charAt(0)) + member.substring(1);
    if (!value.canConvertToInt()) {
      throw Refusal.constraint("'" + value.asText() + "'", name, "Member must be an integer");
    }
    if (value.intValue() < least) {
      throw Refusal.constraint(
          "'" + value.intValue() + "'",
          name,
          "Member must have value greater than or equal to " + least);
    }
    if (value.intValue() > most) {
      throw Refusal.constraint(
          "'" + value.intValue() + "'",
          name,
          "Member must have value less than or equal to " + most);
    }
    return Optional.of(value.intValue());
  }

  /** Returns the record age in seconds: −1, or 60 and more. */
  Optional<Integer> recordAge() {
    Optional<Integer> age = number("MaximumRecordAgeInSeconds", -1, 604_800);
    if (age.isPresent() && age.get() >= 0 && age.get() < 60) {
      throw Refusal.invalid(
          "MaximumRecordAgeInSeconds must be either -1 (forever) or between 60 and 604800"
              + " (inclusive)");
    }
    return age;
  }

  Optional<Boolean> reportBatchItemFailures() {
    JsonNode types = json.path("FunctionResponseTypes");
    for (JsonNode type : types) {
      if (!type.asText().equals("ReportBatchItemFailures")) {
        throw Refusal.constraint(
            "'[" + type.asText() + "]'",
            "functionResponseTypes",
            "Member must satisfy constraint: [Member must satisfy enum value set:"
                + " [ReportBatchItemFailures]]");
      }
    }
    return types.isArray() ? Optional.of(!types.isEmpty()) : Optional.empty();
  }

  /** Returns the patterns: none where the criteria were taken away. */
  Optional<List<String>> patterns() {
    JsonNode criteria = json.path("FilterCriteria");
    if (!criteria.isObject()) {
      return Optional.empty();
    }
    List<String> patterns = new ArrayList<>();
    for (JsonNode filter : criteria.path("Filters")) {
      patterns.add(filter.path("Pattern").asText());
    }
    return Optional.of(patterns);
  }

  /** Returns the destination's ARN, an empty one where it was taken away. */
  Optional<String> destination() {
    JsonNode config = json.path("DestinationConfig");
    return config.isObject()
        ? Optional.of(config.at("/OnFailure/Destination").asText(""))
        : Optional.empty();
  }

  StartingPosition startingPosition() {
    String position =
        text("StartingPosition")
            .orElseThrow(
                () -> Refusal.constraint("null", "startingPosition", "Member must not be null"));
    JsonNode timestamp = json.path("StartingPositionTimestamp");
    if (timestamp.isNumber() && !position.equals("AT_TIMESTAMP")) {
      throw Refusal.invalid("Timestamp only valid with StartingPosition AT_TIMESTAMP");
    }
    return switch (position) {
      case "TRIM_HORIZON" -> new StartingPosition.TrimHorizon();
      case "LATEST" -> new StartingPosition.Latest();
      case "AT_TIMESTAMP" -> new StartingPosition.AtTimestamp(instant(timestamp));
      default ->
          throw Refusal.constraint(
              "'" + position + "'",
              "startingPosition",
              "Member must satisfy enum value set: [LATEST, AT_TIMESTAMP, TRIM_HORIZON]");
    };
  }

  private static Instant instant(JsonNode timestamp) {
    if (!timestamp.isNumber()) {
      throw Refusal.invalid("A timestamp must be given with StartingPosition AT_TIMESTAMP");
    }
    BigDecimal millis = timestamp.decimalValue().movePointRight(3);
    if (millis.signum() < 0) {
      throw Refusal.invalid(
          "Received Exception while reading from provided stream. class java.lang.Long can not be"
              + " converted to a Timestamp");
    }
    return Instant.ofEpochMilli(millis.longValue());
  }

  private boolean isGiven(String member) {
    JsonNode value = json.path(member);
    return !value.isMissingNode()
        && !value.isNull()
        && !(value.isContainerNode() && value.isEmpty())
        && !(value.isTextual() && value.textValue().isEmpty());
  }
}
