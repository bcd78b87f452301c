package io.weir.handler.store;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * About how many bytes an attribute value takes in a request.
 *
 * <p>Not the item's size: {@code [1,1,1]} is stored in a few bytes, and sent as three objects.
 */
final class WireSize {

  /** As in <code>{"BOOL":true},</code>. */
  private static final int WRAPPING = 14;

  /** The most bytes a UTF-16 unit becomes, unless it is escaped. */
  private static final int PER_CHARACTER = 3;

  private WireSize() {}

  /** Returns an estimate that is seldom too small. */
  static long of(AttributeValue value) {
    return WRAPPING
        + switch (value.type()) {
          case S -> text(value.s());
          case N -> value.n().length();
          case M -> members(value.m());
          case L -> elements(value.l());
          default -> 0;
        };
  }

  private static long members(Map<String, AttributeValue> members) {
    long bytes = 0;
    for (Map.Entry<String, AttributeValue> member : members.entrySet()) {
      bytes += text(member.getKey()) + of(member.getValue());
    }
    return bytes;
  }

  private static long elements(List<AttributeValue> elements) {
    long bytes = 0;
    for (AttributeValue element : elements) {
      bytes += of(element);
    }
    return bytes;
  }

  private static long text(String text) {
    return (long) text.length() * PER_CHARACTER;
  }
}
