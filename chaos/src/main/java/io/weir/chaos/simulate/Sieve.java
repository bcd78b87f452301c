package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.local.mapping.engine.Filters;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The mapping's filter, and a judgement of its own on what that lets through: the mapping's is not
 * believed.
 *
 * @param patterns as they are in the mapping's filter criteria; none if everything passes
 * @param passes tells by partition key and payload
 */
record Sieve(List<String> patterns, BiPredicate<String, byte[]> passes) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final int SHARE = 5;

  private static final List<Sieve> SOME =
      List.of(
          new Sieve(
              List.of("{\"partitionKey\":[{\"anything-but\":[\"key-0\",\"key-3\"]}]}"),
              (key, payload) -> !List.of("key-0", "key-3").contains(key)),
          new Sieve(
              List.of("{\"data\":{\"n\":[{\"numeric\":[\">=\",0]}]}}"),
              (key, payload) -> values(payload, "n").anyMatch(JsonNode::isNumber)),
          new Sieve(
              List.of(
                  "{\"data\":{\"eventId\":[{\"exists\":true}]}}",
                  "{\"partitionKey\":[{\"prefix\":\"key-1\"}]}"),
              (key, payload) ->
                  values(payload, "eventId").findAny().isPresent() || key.startsWith("key-1")),
          new Sieve(
              List.of(
                  "{\"$or\":[{\"data\":{\"eventId\":[{\"suffix\":\"7\"}]}},"
                      + "{\"partitionKey\":[\"key-2\",\"key-4\"]}]}"),
              (key, payload) ->
                  values(payload, "eventId").anyMatch(id -> text(id).endsWith("7"))
                      || List.of("key-2", "key-4").contains(key)));

  /** Draws one: most mappings have none. */
  static Sieve draw(SplittableRandom random) {
    return random.nextInt(SHARE) > 0 ? none() : SOME.get(random.nextInt(SOME.size()));
  }

  static Sieve none() {
    return new Sieve(List.of(), (key, payload) -> true);
  }

  Filters filters() {
    return patterns.isEmpty() ? Filters.none() : Filters.of(patterns);
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : ""; // a suffix is one of a text
  }

  /** Returns the values of a member; a pattern also looks into each element of a list. */
  private static Stream<JsonNode> values(byte[] payload, String name) {
    return spread(json(payload)).flatMap(it -> spread(it.path(name))).filter(JsonNode::isValueNode);
  }

  private static Stream<JsonNode> spread(JsonNode node) {
    return node.isArray()
        ? StreamSupport.stream(node.spliterator(), false).flatMap(Sieve::spread)
        : Stream.of(node);
  }

  private static JsonNode json(byte[] payload) {
    try {
      return JSON.readTree(payload);
    } catch (IOException e) {
      return JSON.missingNode();
    }
  }

  @Override
  public String toString() {
    return patterns.toString();
  }
}
