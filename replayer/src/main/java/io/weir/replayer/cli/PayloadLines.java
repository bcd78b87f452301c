package io.weir.replayer.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.weir.replayer.terminal.PayloadText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A payload as lines that can be compared: JSON with line breaks, its values masked. */
final class PayloadLines {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private PayloadLines() {}

  /**
   * Returns the lines.
   *
   * @param reveal whether values are shown as they are; else only what kind they are
   */
  static List<String> of(byte[] payload, boolean reveal) {
    JsonNode document;
    try {
      document = JSON.readTree(payload);
    } catch (IOException e) {
      return List.of(reveal ? PayloadText.of(payload) : "<" + payload.length + " bytes, no JSON>");
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter()
          .writeValueAsString(reveal ? document : masked(document))
          .lines()
          .toList();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a document that cannot be written", e);
    }
  }

  private static JsonNode masked(JsonNode node) {
    if (node.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      node.properties().forEach(member -> object.set(member.getKey(), masked(member.getValue())));
      return object;
    }
    if (node.isArray()) {
      List<JsonNode> elements = new ArrayList<>();
      node.forEach(element -> elements.add(masked(element)));
      return JsonNodeFactory.instance.arrayNode().addAll(elements);
    }
    return TextNode.valueOf(
        node.isTextual()
            ? "<text of " + node.textValue().length() + ">"
            : "<" + node.getNodeType().name().toLowerCase(java.util.Locale.ROOT) + ">");
  }
}
