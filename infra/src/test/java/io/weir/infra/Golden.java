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
  /** Only the stage said. */
  PROD(Map.of("stage", "prod")),
  /** Everything other than its default. */
  EVERY_OPTION(
      Map.ofEntries(
          Map.entry("stage", "prod"),
          Map.entry("shards", "on-demand"),
          Map.entry("onFailure", "s3"),
          Map.entry("poison", "park"),
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

  /** Returns the properties of the only resource of one type. */
  JsonNode only(String type) {
    List<JsonNode> found = all(type);
    if (found.size() != 1) {
      throw new AssertionError(this + " has " + found.size() + " of " + type);
    }
    return found.get(0);
  }

  Stream<JsonNode> resources(String type) {
    return template().path("Resources").valueStream().filter(it -> is(it, type));
  }

  private static boolean is(JsonNode resource, String type) {
    return resource.path("Type").asText().equals(type);
  }
}
