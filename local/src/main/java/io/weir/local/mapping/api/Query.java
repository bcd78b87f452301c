package io.weir.local.mapping.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.local.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a request's path and query ask for.
 *
 * @param id of one mapping; empty for all
 */
record Query(String id, Map<String, String> parameters) {

  private static final int DEFAULT_ITEMS = 100;
  private static final int MOST_ITEMS = 10_000;

  static Query of(Request request, String root) {
    String[] parts = request.path().split("\\?", 2);
    Map<String, String> parameters = new HashMap<>();
    for (String parameter : parts.length > 1 ? parts[1].split("&", -1) : new String[0]) {
      String[] pair = parameter.split("=", 2);
      parameters.put(decode(pair[0]), pair.length > 1 ? decode(pair[1]) : "");
    }
    String id = parts[0].substring(root.length()).replace("/", "");
    return new Query(decode(id), parameters);
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
  }

  int maxItems() {
    Optional<String> asked = parameter("MaxItems");
    if (asked.isEmpty()) {
      return DEFAULT_ITEMS;
    }
    if (!asked.get().matches("\\d{1,9}") || asked.get().matches("0+")) {
      throw Refusal.constraint(
          "'" + asked.get() + "'", "maxItems", "Member must have value greater than or equal to 1");
    }
    return Math.min(MOST_ITEMS, Integer.parseInt(asked.get()));
  }

  /** Returns the id after which a page begins; empty for the first page. */
  String after() {
    try {
      return parameter("Marker")
          .map(it -> new String(Base64.getUrlDecoder().decode(it), StandardCharsets.UTF_8))
          .orElse("");
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("Invalid marker.");
    }
  }

  /** Returns the marker of the page that follows a mapping. */
  String marker(JsonNode last) {
    byte[] id = last.path("UUID").asText().getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().encodeToString(id);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusal.invalid("The address is not encoded as it should be.");
    }
  }
}
