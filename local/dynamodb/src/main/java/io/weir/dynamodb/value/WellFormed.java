package io.weir.dynamodb.value;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.dynamodb.error.DynamoDbException;
import java.util.Map;

/**
 * What a request's JSON must be before anything reads it: of a bounded depth, so that no reader
 * runs out of its stack, and of text that can be written as UTF-8 (DDB-27).
 */
public final class WellFormed {

  /** More than the levels of an item and what is around it. */
  private static final int MAX_DEPTH = 200;

  private WellFormed() {}

  /**
   * Requires it of a body.
   *
   * @throws DynamoDbException if it is not so
   */
  public static void require(JsonNode body) {
    require(body, 0);
  }

  private static void require(JsonNode node, int depth) {
    if (depth > MAX_DEPTH) {
      throw ValueJson.tooDeep();
    }
    if (node.isTextual()) {
      requireText(node.textValue());
    } else if (node.isObject()) {
      for (Map.Entry<String, JsonNode> member : node.properties()) {
        requireText(member.getKey());
        require(member.getValue(), depth + 1);
      }
    } else {
      for (JsonNode element : node) {
        require(element, depth + 1);
      }
    }
  }

  private static void requireText(String text) {
    for (int i = 0; i < text.length(); i++) {
      char at = text.charAt(i);
      if (Character.isSurrogate(at)) {
        boolean pair =
            Character.isHighSurrogate(at)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw DynamoDbException.serialization("Unpaired surrogate in a string");
        }
        i++;
      }
    }
  }
}
