package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares a payload's document with what the table has of it, by code of the checker's own. */
final class Documents {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private Documents() {}

  /** Tells whether an attribute is what a text in JSON says. */
  static boolean isSame(String text, JsonNode attribute) {
    try {
      return isSame(JSON.readTree(text), attribute);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isSame(JsonNode value, JsonNode attribute) {
    if (value.isObject()) {
      return areSame(value, attribute.path("M"));
    }
    if (value.isArray()) {
      return areAllSame(value, attribute.path("L"));
    }
    if (value.isNumber()) {
      return isNumber(value.decimalValue(), attribute.path("N").textValue());
    }
    return value.isTextual()
        ? value.textValue().equals(attribute.path("S").textValue())
        : value.isNull()
            ? attribute.path("NULL").booleanValue()
            : value.isBoolean() && value.equals(attribute.path("BOOL"));
  }

  private static boolean isNumber(BigDecimal number, @Nullable String text) {
    return text != null && number.compareTo(new BigDecimal(text)) == 0;
  }

  private static boolean areAllSame(JsonNode array, JsonNode list) {
    for (int i = 0; i < array.size(); i++) {
      if (!isSame(array.path(i), list.path(i))) {
        return false;
      }
    }
    return list.isArray() && array.size() == list.size();
  }

  private static boolean areSame(JsonNode object, JsonNode map) {
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (!isSame(member.getValue(), map.path(member.getKey()))) {
        return false;
      }
    }
    return object.size() == map.size();
  }
}
