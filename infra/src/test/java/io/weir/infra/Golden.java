package io.weir.infra;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The templates that a person has looked at, one for each way to deploy that differs. */
enum Golden {
  /** Nothing said. */
  DEV(Map.of()),
  /** Only the stage said, and that its topic has subscribers. */
  PROD(Map.of("stage", "prod", "alarmEmail", "elsewhere")),
  /** Everything other than its default. */
  EVERY_OPTION(
      Map.ofEntries(
          Map.entry("stage", "prod"),
          Map.entry("shards", "on-demand"),
          Map.entry("onFailure", "s3"),
          Map.entry("poison", "report"),
          Map.entry("index", "off"),
          Map.entry("customerKey", "on"),
          Map.entry("batchSize", "500"),
          Map.entry("batchWindow", "5s"),
          Map.entry("parallelization", "10"),
          Map.entry("retries", "2"),
          Map.entry("maxRecordAge", "12h"),
          Map.entry("streamRetention", "7d"),
          Map.entry("queueRetention", "4d"),
          Map.entry("visibility", "30m"),
          Map.entry("memory", "2048"),
          Map.entry("timeout", "2m"),
          Map.entry("shardMetrics", "on"),
          Map.entry("maxRecordSize", "2048"),
          Map.entry("reservedConcurrency", "50"),
          Map.entry("logLevel", "debug"),
          Map.entry("deadlineMargin", "3s"),
          Map.entry("batchesInFlight", "4"),
          Map.entry("events", "/logEvents"),
          Map.entry("eventId", "/id,/eventId"),
          Map.entry("eventIdScope", "partition-key"),
          Map.entry("eventTime", "/time"),
          Map.entry("eventTimeZone", "Europe/Berlin"),
          Map.entry("numbers", "text-if-needed"),
          Map.entry("logIdentity", "on"),
          Map.entry("metricsNamespace", "Payments/Weir"),
          Map.entry("logRetention", "180d"),
          Map.entry("logClass", "infrequent-access"),
          Map.entry("canary", "on"),
          Map.entry("backupDays", "14"),
          Map.entry("mostWrites", "20000"),
          Map.entry("warmWrites", "8000"),
          Map.entry(
              "otherKeys",
              "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"),
          Map.entry("runbook", "https://wiki.example.com/weir"),
          Map.entry("reminderHour", "5"),
          Map.entry("budget", "300"),
          Map.entry("boundary", "weir-boundary"),
          Map.entry("journal", "on"),
          Map.entry("rescueBucket", "on"),
          Map.entry("rescueEvery", "15m"),
          Map.entry("tags", "team=payments,cost-center=42"),
          Map.entry("alarmEmail", "on-call@example.com"),
          Map.entry("replayerPrincipal", "arn:aws:iam::123456789012:role/on-call")));

  static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private static final Path DIRECTORY = Path.of("src", "test", "golden");

  /** What is said with {@code -c}. */
  @SuppressWarnings("ImmutableEnumChecker") // What Map.of returns never changes.
  final Map<String, String> options;

  Golden(Map<String, String> options) {
    this.options = options;
  }

  Path file() {
    return DIRECTORY.resolve(name().toLowerCase(Locale.ROOT).replace('_', '-') + ".json");
  }

  JsonNode template() {
    return read(file());
  }

  static JsonNode read(Path file) {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  /** Returns the properties of all resources of one type. */
  List<JsonNode> all(String type) {
    return resources(type).map(it -> it.path("Properties")).toList();
  }

  /**
   * Returns the properties of the only resource of one type, beside those that are of the replayer.
   */
  JsonNode only(String type) {
    List<JsonNode> found = pipeline(type).map(it -> it.path("Properties")).toList();
    if (found.size() != 1) {
      throw new AssertionError(this + " has " + found.size() + " of " + type);
    }
    return found.get(0);
  }

  /** Returns the resources of one type that are not of the replayer. */
  Stream<JsonNode> pipeline(String type) {
    return template()
        .path("Resources")
        .propertyStream()
        .filter(it -> !it.getKey().startsWith("Rescue"))
        .map(Map.Entry::getValue)
        .filter(it -> is(it, type));
  }

  Stream<JsonNode> resources(String type) {
    return template().path("Resources").valueStream().filter(it -> is(it, type));
  }

  private static boolean is(JsonNode resource, String type) {
    return resource.path("Type").asText().equals(type);
  }
}
