package io.weir.local.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.local.http.Request;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a request to SQS asks for, in whichever of its two protocols (SQS-41).
 *
 * @param action as in {@code CreateQueue}; empty if it cannot be told
 * @param queue the queue's own name; empty if none is named
 * @param attributes what it sets
 * @param names the attributes that it asks for
 */
record SqsCall(String action, String queue, Map<String, String> attributes, Set<String> names) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String TARGET = "AmazonSQS.";

  boolean asksFor(String attribute) {
    return names.contains(attribute) || names.contains("All");
  }

  static SqsCall of(Request request) {
    Optional<String> target = request.header("X-Amz-Target");
    return target
        .map(name -> json(name.substring(TARGET.length()), request))
        .orElseGet(() -> query(request));
  }

  private static SqsCall json(String action, Request request) {
    JsonNode body;
    try {
      body = JSON.readTree(request.body());
    } catch (IOException e) {
      return new SqsCall("", "", Map.of(), Set.of());
    }
    Map<String, String> attributes = new HashMap<>();
    body.path("Attributes")
        .properties()
        .forEach(field -> attributes.put(field.getKey(), field.getValue().asText()));
    Set<String> names = new TreeSet<>();
    body.path("AttributeNames").forEach(name -> names.add(name.asText()));
    String url = body.path("QueueUrl").asText(body.path("SourceArn").asText());
    return new SqsCall(
        action, url.isEmpty() ? body.path("QueueName").asText() : last(url), attributes, names);
  }

  private static SqsCall query(Request request) {
    String path = request.path();
    int mark = path.indexOf('?');
    Map<String, String> fields = new TreeMap<>();
    read(mark < 0 ? "" : path.substring(mark + 1), fields);
    read(new String(request.body(), UTF_8), fields);
    Map<String, String> attributes = new HashMap<>();
    Set<String> names = new TreeSet<>();
    fields.forEach(
        (name, value) -> {
          if (name.startsWith("AttributeName")) {
            names.add(value);
          } else if (name.startsWith("Attribute.") && name.endsWith(".Name")) {
            String set = name.substring(0, name.length() - "Name".length()) + "Value";
            attributes.put(value, fields.getOrDefault(set, ""));
          }
        });
    String place =
        fields.getOrDefault(
            "QueueUrl",
            fields.getOrDefault("SourceArn", mark < 0 ? path : path.substring(0, mark)));
    return new SqsCall(
        fields.getOrDefault("Action", ""),
        fields.getOrDefault("QueueName", last(place)),
        attributes,
        names);
  }

  private static void read(String form, Map<String, String> fields) {
    for (String pair : form.split("&", -1)) {
      String[] both = pair.split("=", 2);
      if (both.length == 2) {
        fields.put(URLDecoder.decode(both[0], UTF_8), URLDecoder.decode(both[1], UTF_8));
      }
    }
  }

  /** Returns the queue's name: the end of its address, or of its ARN. */
  private static String last(String url) {
    return url.substring(Math.max(url.lastIndexOf('/'), url.lastIndexOf(':')) + 1);
  }
}
