package io.weir.handler.store;

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
    long bytes = WRAPPING;
    if (value.s() != null) {
      bytes += (long) value.s().length() * PER_CHARACTER;
    } else if (value.n() != null) {
      bytes += value.n().length();
    } else if (value.hasM()) {
      for (Map.Entry<String, AttributeValue> member : value.m().entrySet()) {
        bytes += (long) member.getKey().length() * PER_CHARACTER + of(member.getValue());
      }
    } else if (value.hasL()) {
      for (AttributeValue element : value.l()) {
        bytes += of(element);
      }
    }
    return bytes;
  }
}
