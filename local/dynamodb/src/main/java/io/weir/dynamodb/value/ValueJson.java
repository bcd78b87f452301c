package io.weir.dynamodb.value;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.dynamodb.error.DynamoDbException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The JSON form of values and items, and what makes one of them invalid. */
public final class ValueJson {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Map<String, BiFunction<JsonNode, Integer, Value>> READERS =
      Map.of(
          "S", (node, depth) -> new Value.S(text(node)),
          "N", (node, depth) -> new Value.N(Numbers.parse(text(node))),
          "B", (node, depth) -> new Value.B(bytes(node)),
          "BOOL", (node, depth) -> flag(node) ? Value.TRUE : Value.FALSE,
          "NULL", (node, depth) -> nothing(node),
          "L", ValueJson::list,
          "M", ValueJson::map,
          "SS", (node, depth) -> texts(node),
          "NS", (node, depth) -> numbers(node),
          "BS", (node, depth) -> binaries(node));

  private ValueJson() {}

  /** Reads an item or a key. */
  public static Item readItem(JsonNode node) {
    if (!node.isObject()) {
      throw unexpected(node);
    }
    return Item.of(entries(node, 1));
  }

  /** Reads one value. */
  public static Value read(JsonNode node) {
    return read(node, 1);
  }

  private static Value read(JsonNode node, int depth) {
    if (!node.isObject()) {
      throw unexpected(node);
    }
    BiFunction<JsonNode, Integer, Value> reader = null;
    JsonNode content = node;
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      BiFunction<JsonNode, Integer, Value> known = READERS.get(member.getKey());
      if (known == null || member.getValue().isNull()) {
        continue;
      }
      if (reader != null) {
        throw DynamoDbException.validation(
            "Supplied AttributeValue has more than one datatypes set, must contain exactly one of"
                + " the supported datatypes");
      }
      reader = known;
      content = member.getValue();
    }
    if (reader == null) {
      throw DynamoDbException.validation(
          "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
    }
    return reader.apply(content, depth);
  }

  private static Map<String, Value> entries(JsonNode node, int depth) {
    Map<String, Value> entries = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      entries.put(member.getKey(), read(member.getValue(), depth));
    }
    return entries;
  }

  private static Value list(JsonNode node, int depth) {
    List<Value> elements = new ArrayList<>(node.size());
    for (JsonNode element : array(node)) {
      elements.add(read(element, deeper(depth)));
    }
    return new Value.L(Collections.unmodifiableList(elements));
  }

  private static Value map(JsonNode node, int depth) {
    if (!node.isObject()) {
      throw unexpected(node);
    }
    return new Value.M(Collections.unmodifiableMap(entries(node, deeper(depth))));
  }

  private static int deeper(int depth) {
    if (depth >= Item.MAX_LEVELS) {
      throw tooDeep();
    }
    return depth + 1;
  }

  /** Returns the error for values that nest too deeply. */
  public static DynamoDbException tooDeep() {
    return DynamoDbException.validation("Nesting Levels have exceeded supported limits");
  }

  private static Value nothing(JsonNode node) {
    if (!flag(node)) {
      throw DynamoDbException.parameters("Null attribute value types must have the value of true");
    }
    return Value.NULL;
  }

  private static Value texts(JsonNode node) {
    Set<String> texts = new LinkedHashSet<>();
    for (JsonNode element : array(node)) {
      if (!texts.add(text(element))) {
        List<String> all = new ArrayList<>();
        node.forEach(it -> all.add(it.textValue()));
        throw DynamoDbException.parameters("Input collection " + all + " contains duplicates.");
      }
    }
    return new Value.SS(
        Collections.unmodifiableSet(filled(texts, "An string set  may not be empty")));
  }

  private static Value numbers(JsonNode node) {
    Set<BigDecimal> numbers = new LinkedHashSet<>();
    for (JsonNode element : array(node)) {
      if (!numbers.add(Numbers.parse(text(element)))) {
        throw DynamoDbException.validation("Input collection contains duplicates");
      }
    }
    return new Value.NS(
        Collections.unmodifiableSet(filled(numbers, "An number set  may not be empty")));
  }

  private static Value binaries(JsonNode node) {
    Set<Value.B> binaries = new LinkedHashSet<>();
    for (JsonNode element : array(node)) {
      if (!binaries.add(new Value.B(bytes(element)))) {
        throw DynamoDbException.parameters("Input collection of type BS contains duplicates.");
      }
    }
    return new Value.BS(
        Collections.unmodifiableSet(filled(binaries, "Binary sets should not be empty")));
  }

  private static <T> Set<T> filled(Set<T> set, String otherwise) {
    if (set.isEmpty()) {
      throw DynamoDbException.parameters(otherwise);
    }
    return set;
  }

  private static JsonNode array(JsonNode node) {
    if (!node.isArray()) {
      throw unexpected(node);
    }
    return node;
  }

  private static String text(JsonNode node) {
    if (node.isTextual()) {
      return node.textValue();
    }
    throw converted(node, "String");
  }

  private static boolean flag(JsonNode node) {
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    throw converted(node, "Boolean");
  }

  private static byte[] bytes(JsonNode node) {
    String text = text(node);
    if (text.length() % 4 != 0) {
      throw noBlob(
          text,
          "Base64 encoded length is expected a multiple of 4 bytes but found: " + text.length());
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (text.endsWith("=") && !Base64.getEncoder().encodeToString(bytes).equals(text)) {
        throw noBlob(text, "Invalid last non-pad Base64 character dectected");
      }
      return bytes;
    } catch (IllegalArgumentException e) {
      throw noBlob(text, String.valueOf(e.getMessage()));
    }
  }

  /** Returns the error for text that is no base64, with AWS's spelling (DDB-26). */
  private static DynamoDbException noBlob(String text, String why) {
    return DynamoDbException.serialization("'" + text + "' can not be converted to a Blob: " + why);
  }

  private static DynamoDbException converted(JsonNode node, String type) {
    return switch (node.getNodeType()) {
      case NUMBER -> DynamoDbException.serialization("NUMBER_VALUE cannot be converted to " + type);
      case BOOLEAN ->
          DynamoDbException.serialization(
              (node.booleanValue() ? "TRUE_VALUE" : "FALSE_VALUE")
                  + " cannot be converted to "
                  + type);
      case STRING -> DynamoDbException.serialization("STRING_VALUE cannot be converted to " + type);
      default -> unexpected(node);
    };
  }

  private static DynamoDbException unexpected(JsonNode node) {
    return DynamoDbException.serialization(
        switch (node.getNodeType()) {
          case OBJECT -> "Start of structure or map found where not expected";
          case ARRAY -> "Unrecognized collection type class java.util.ArrayList";
          default -> "Unexpected value type in payload";
        });
  }

  /** Writes an item or a key. */
  public static ObjectNode write(Item item) {
    return entries(item.attributes());
  }

  /** Writes an item, or nothing for none. */
  public static @Nullable ObjectNode writeNullable(@Nullable Item item) {
    return item == null ? null : write(item);
  }

  private static ObjectNode entries(Map<String, Value> attributes) {
    ObjectNode node = JSON.objectNode();
    attributes.forEach((name, value) -> node.set(name, write(value)));
    return node;
  }

  /** Writes one value. */
  public static ObjectNode write(Value value) {
    ObjectNode node = JSON.objectNode();
    if (value instanceof Value.S s) {
      node.put("S", s.text());
    } else if (value instanceof Value.N n) {
      node.put("N", Numbers.text(n.number()));
    } else if (value instanceof Value.B b) {
      node.put("B", base64(b));
    } else if (value instanceof Value.Bool flag) {
      node.put("BOOL", flag.truth());
    } else if (value instanceof Value.Null) {
      node.put("NULL", true);
    } else if (value instanceof Value.M map) {
      node.set("M", entries(map.entries()));
    } else if (value instanceof Value.L list) {
      ArrayNode elements = node.putArray("L");
      list.elements().forEach(it -> elements.add(write(it)));
    } else {
      writeSet(node, value);
    }
    return node;
  }

  private static void writeSet(ObjectNode node, Value value) {
    ArrayNode elements = node.putArray(value.type());
    if (value instanceof Value.SS set) {
      set.texts().forEach(elements::add);
    } else if (value instanceof Value.NS set) {
      set.numbers().forEach(it -> elements.add(Numbers.text(it)));
    } else if (value instanceof Value.BS set) {
      set.binaries().forEach(it -> elements.add(base64(it)));
    }
  }

  private static String base64(Value.B binary) {
    return Base64.getEncoder().encodeToString(binary.bytes());
  }
}
