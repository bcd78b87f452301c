package io.weir.event;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** DynamoDB JSON as an independent parser reads it, and what it weighs and means. */
final class DynamoDbJsonTree {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  static {
    JSON.getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNameLength(Integer.MAX_VALUE).build());
  }

  private DynamoDbJsonTree() {}

  static JsonNode of(DynamoDbJson value) {
    byte[] bytes = new byte[value.length()];
    value.copyTo(bytes, 0);
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells whether a value says what plain JSON says; numbers are compared by their value. */
  static boolean means(DynamoDbJson value, JsonNode plain) {
    return plain(of(value))
        .equals(
            (a, b) ->
                a.isNumber() && b.isNumber()
                    ? a.decimalValue().compareTo(b.decimalValue())
                    : a.equals(b) ? 0 : 1,
            plain);
  }

  /** Returns an event's item, its attributes in their order. */
  static ObjectNode item(Event event, Instant storedAt) {
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    EventItem.of(event, storedAt).forEach((name, value) -> item.set(name, of(value)));
    return item;
  }

  /** Returns what an item, or the members of a map, weigh in bytes as DynamoDB counts. */
  static int weight(JsonNode members) {
    return members.properties().stream()
        .mapToInt(member -> utf8(member.getKey()) + weightOfValue(member.getValue()))
        .sum();
  }

  private static int weightOfValue(JsonNode value) {
    JsonNode inner = inner(value);
    return switch (type(value)) {
      case "S" -> utf8(inner.textValue());
      case "N" -> DecimalNumber.parse(inner.textValue()).orElseThrow().size();
      case "BOOL", "NULL" -> 1;
      case "M" -> 3 + inner.size() + weight(inner);
      case "L" -> {
        int size = 3;
        for (JsonNode element : inner) {
          size += 1 + weightOfValue(element);
        }
        yield size;
      }
      default -> throw new AssertionError("no event has " + value);
    };
  }

  private static int utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Returns the plain JSON that a value stands for. */
  static JsonNode plain(JsonNode value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    JsonNode inner = inner(value);
    return switch (type(value)) {
      case "S", "BOOL" -> inner;
      case "N" -> nodes.numberNode(new BigDecimal(inner.textValue()));
      case "NULL" -> nodes.nullNode();
      case "M" -> {
        var object = nodes.objectNode();
        inner.properties().forEach(member -> object.set(member.getKey(), plain(member.getValue())));
        yield object;
      }
      case "L" -> {
        var array = nodes.arrayNode();
        inner.forEach(element -> array.add(plain(element)));
        yield array;
      }
      default -> throw new AssertionError("no event has " + value);
    };
  }

  private static String type(JsonNode value) {
    return only(value).getKey();
  }

  private static JsonNode inner(JsonNode value) {
    return only(value).getValue();
  }

  private static Map.Entry<String, JsonNode> only(JsonNode value) {
    if (value.size() != 1) {
      throw new AssertionError("no value in DynamoDB JSON: " + value);
    }
    return value.properties().iterator().next();
  }
}
