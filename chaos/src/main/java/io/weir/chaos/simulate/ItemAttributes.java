package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Items as the SDK hands them out: of each, the attributes that were asked for. */
final class ItemAttributes {

  private ItemAttributes() {}

  /** Returns the names that a read asks for; none means all. */
  static Set<String> projected(KeysAndAttributes wanted) {
    Set<String> names = new TreeSet<>();
    if (wanted.projectionExpression() != null) {
      for (String name : wanted.projectionExpression().split(",", -1)) {
        String bare = name.strip();
        names.add(wanted.expressionAttributeNames().getOrDefault(bare, bare));
      }
    }
    return names;
  }

  /** Returns an item's attributes of these names; all of them if there are none. */
  static Map<String, AttributeValue> of(Map<String, JsonNode> item, Set<String> names) {
    Map<String, AttributeValue> values = new TreeMap<>();
    item.forEach(
        (name, value) -> {
          if (names.isEmpty() || names.contains(name)) {
            values.put(name, value(value));
          }
        });
    return values;
  }

  private static AttributeValue value(JsonNode json) {
    String type = json.fieldNames().next();
    JsonNode value = json.path(type);
    return switch (type) {
      case "S" -> AttributeValue.fromS(value.textValue());
      case "N" -> AttributeValue.fromN(value.textValue());
      case "BOOL" -> AttributeValue.fromBool(value.booleanValue());
      case "NULL" -> AttributeValue.fromNul(true);
      case "L" -> AttributeValue.fromL(list(value));
      case "M" -> AttributeValue.fromM(map(value));
      default -> throw new IllegalArgumentException("an attribute of the type " + type);
    };
  }

  private static List<AttributeValue> list(JsonNode elements) {
    List<AttributeValue> values = new ArrayList<>();
    elements.forEach(element -> values.add(value(element)));
    return values;
  }

  private static Map<String, AttributeValue> map(JsonNode members) {
    Map<String, AttributeValue> values = new TreeMap<>();
    members.properties().forEach(it -> values.put(it.getKey(), value(it.getValue())));
    return values;
  }
}
