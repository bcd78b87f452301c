package io.weir.dynamodb.expression;

import io.weir.dynamodb.value.Sizes;
import io.weir.dynamodb.value.Value;
import java.util.Arrays;

/** What the functions of conditions say about values. */
public final class Functions {

  private Functions() {}

  /** Says whether a string or bytes begin with others. */
  public static boolean beginsWith(Value value, Value prefix) {
    if (value instanceof Value.S whole && prefix instanceof Value.S start) {
      return whole.text().startsWith(start.text());
    }
    if (value instanceof Value.B whole && prefix instanceof Value.B start) {
      byte[] bytes = whole.bytes();
      int length = start.bytes().length;
      return bytes.length >= length && Arrays.equals(bytes, 0, length, start.bytes(), 0, length);
    }
    return false;
  }

  /** Says whether a string or bytes contain others, or a set or a list an element. */
  public static boolean contains(Value whole, Value part) {
    if (whole instanceof Value.S text) {
      return part instanceof Value.S it && text.text().contains(it.text());
    }
    if (whole instanceof Value.B bytes) {
      return part instanceof Value.B it && contains(bytes.bytes(), it.bytes());
    }
    if (whole instanceof Value.L list) {
      return list.elements().contains(part);
    }
    if (whole instanceof Value.SS set) {
      return part instanceof Value.S it && set.texts().contains(it.text());
    }
    if (whole instanceof Value.NS set) {
      return part instanceof Value.N it && set.numbers().contains(it.number());
    }
    return whole instanceof Value.BS set
        && part instanceof Value.B it
        && set.binaries().contains(it);
  }

  private static boolean contains(byte[] whole, byte[] part) {
    for (int i = 0; i + part.length <= whole.length; i++) {
      if (Arrays.equals(whole, i, i + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }

  /** Returns a value's size as the function says it, or -1 for a type that has none. */
  public static int size(Value value) {
    if (value instanceof Value.S text) {
      return Sizes.utf8(text.text());
    }
    if (value instanceof Value.B bytes) {
      return bytes.bytes().length;
    }
    if (value instanceof Value.L list) {
      return list.elements().size();
    }
    if (value instanceof Value.M map) {
      return map.entries().size();
    }
    if (value instanceof Value.SS set) {
      return set.texts().size();
    }
    if (value instanceof Value.NS set) {
      return set.numbers().size();
    }
    return value instanceof Value.BS set ? set.binaries().size() : -1;
  }
}
