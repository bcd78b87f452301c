package io.weir.event;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What DynamoDB counts an item as, in bytes, and where it draws the line (DDB-20, DDB-22). */
final class ItemSize {

  /** The largest item: 400 KB. */
  static final int MAX_ITEM = 400 * 1024;

  /** The longest attribute name: shorter than 64 KB, at every depth (DDB-24). */
  static final int MAX_NAME = 64 * 1024 - 1;

  /** The longest partition key of a table. */
  static final int MAX_KEY = 2048;

  /** Maps and lists inside each other on one path, empty ones included (DDB-23). */
  static final int MAX_DEPTH = 31;

  /** What a map or a list costs when it is empty. */
  static final int CONTAINER = 3;

  /** What each entry of a map or a list costs beside its name and value. */
  static final int ENTRY = 1;

  /** What true, false or null costs. */
  static final int FLAG = 1;

  private ItemSize() {}

  /** Counts a whole item: each attribute's name and value. */
  static int of(Map<String, AttributeValue> item) {
    int size = 0;
    for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
      size += text(attribute.getKey()) + value(attribute.getValue());
    }
    return size;
  }

  /** Counts a name or a string. */
  static int text(String text) {
    int length = StrictUtf8.lengthOf(text);
    return length == StrictUtf8.LONE_SURROGATE
        ? text.getBytes(StandardCharsets.UTF_8).length
        : length;
  }

  private static int value(AttributeValue value) {
    return switch (value.type()) {
      case S -> text(value.s());
      case N ->
          DecimalNumber.parse(value.n())
              .orElseThrow(() -> new IllegalArgumentException("a number that DynamoDB refuses"))
              .size();
      case BOOL, NUL -> FLAG;
      case M -> CONTAINER + ENTRY * value.m().size() + of(value.m());
      case L -> {
        int size = CONTAINER;
        for (AttributeValue element : value.l()) {
          size += ENTRY + value(element);
        }
        yield size;
      }
      default -> throw new IllegalArgumentException("no event has a value of type " + value.type());
    };
  }
}
