package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items as the SDK hands them out. */
final class ItemAttributes {

  private ItemAttributes() {}

  private static AttributeValue value(JsonNode json) {
    String type = json.fieldNames().next();
    JsonNode value = json.path(type);
    return switch (type) {
      case "S" -> AttributeValue.fromS(value.textValue());
      case "N" -> AttributeValue.fromN(value.textValue());
      case "BOOL" -> AttributeValue.fromBool(value.booleanValue());
      case "NULL" -> AttributeValue.fromNul(true);
      case "L" -> AttributeValue.fromL(list(value));
      case "M" -> AttributeValue.fromM(of(value));
      default -> throw new IllegalArgumentException("an attribute of the type " + type);
    };
  }

  private static List<AttributeValue> list(JsonNode elements) {
    List<AttributeValue> values = new ArrayList<>();
    elements.forEach(element -> values.add(value(element)));
    return values;
  }

  static Map<String, AttributeValue> of(JsonNode members) {
    Map<String, AttributeValue> values = new TreeMap<>();
    members.properties().forEach(it -> values.put(it.getKey(), value(it.getValue())));
    return values;
  }
}
