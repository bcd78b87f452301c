package io.weir.replayer.plan.repair;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON read and written without losing anything: digits stay, and no member hides another. */
final class Document {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private Document() {}

  /**
   * Reads one document.
   *
   * @throws IOException if it is none
   * @throws InexactException if an object has two members of one name: a tree has room for one
   */
  static JsonNode read(byte[] json) throws IOException {
    try (JsonParser from = JSON.createParser(json)) {
      return whole(from);
    }
  }

  /** Reads one document, as above. */
  static JsonNode read(String json) throws IOException {
    try (JsonParser from = JSON.createParser(json)) {
      return whole(from);
    }
  }

  private static JsonNode whole(JsonParser from) throws IOException {
    JsonNode document = value(from, from.nextToken());
    if (from.nextToken() != null) {
      throw new JsonParseException(from, "there is more behind it");
    }
    return document;
  }

  private static JsonNode value(JsonParser from, @Nullable JsonToken token) throws IOException {
    if (token == null) {
      throw new JsonParseException(from, "there is nothing");
    }
    return switch (token) {
      case START_OBJECT -> object(from);
      case START_ARRAY -> array(from);
      case VALUE_STRING -> TextNode.valueOf(from.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Digits.of(from.getText());
      case VALUE_TRUE, VALUE_FALSE -> BooleanNode.valueOf(token == JsonToken.VALUE_TRUE);
      case VALUE_NULL -> NullNode.getInstance();
      default -> throw new JsonParseException(from, "no value");
    };
  }

  private static ObjectNode object(JsonParser from) throws IOException {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    while (from.nextToken() != JsonToken.END_OBJECT) {
      String name = from.currentName();
      if (object.has(name)) {
        throw new InexactException(
            "an object has two members of one name, and a filter sees the last one alone;"
                + " --fix-raw gives it the text");
      }
      object.set(name, value(from, from.nextToken()));
    }
    return object;
  }

  private static ArrayNode array(JsonParser from) throws IOException {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (JsonToken token = from.nextToken();
        token != JsonToken.END_ARRAY;
        token = from.nextToken()) {
      array.add(value(from, token));
    }
    return array;
  }

  /**
   * Writes a document.
   *
   * @throws IOException if it holds what UTF-8 cannot say
   */
  static byte[] write(JsonNode document) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator to = JSON.createGenerator(bytes)) {
      write(to, document);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator to, JsonNode node) throws IOException {
    if (node.isObject()) {
      to.writeStartObject();
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        to.writeFieldName(member.getKey());
        write(to, member.getValue());
      }
      to.writeEndObject();
    } else if (node.isArray()) {
      to.writeStartArray();
      for (JsonNode element : node) {
        write(to, element);
      }
      to.writeEndArray();
    } else if (node.isTextual()) {
      to.writeString(node.textValue());
    } else if (node.isNumber()) {
      to.writeNumber(number(node));
    } else if (node.isBoolean()) {
      to.writeBoolean(node.booleanValue());
    } else {
      to.writeNull();
    }
  }

  private static String number(JsonNode node) {
    if (!Digits.has(node)) {
      throw new InexactException("the filter yields a number that JSON does not have");
    }
    return node instanceof Digits ? node.asText() : Digits.of(Digits.value(node)).asText();
  }
}
