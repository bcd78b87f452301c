package io.weir.dynamodb.value;

import java.math.BigDecimal;
import java.util.Map;

/** What values count for in an item's size. */
public final class Sizes {

  private static final int CONTAINER = 3;

  private Sizes() {}

  /** Returns the size of attributes with their names. */
  public static int of(Map<String, Value> attributes) {
    int size = 0;
    for (Map.Entry<String, Value> entry : attributes.entrySet()) {
      size += utf8(entry.getKey()) + of(entry.getValue());
    }
    return size;
  }

  /** Returns the size of one value. */
  public static int of(Value value) {
    if (value instanceof Value.S s) {
      return utf8(s.text());
    }
    if (value instanceof Value.N n) {
      return Numbers.size(n.number());
    }
    if (value instanceof Value.B b) {
      return b.bytes().length;
    }
    if (value instanceof Value.L list) {
      return CONTAINER + list.elements().stream().mapToInt(it -> 1 + of(it)).sum();
    }
    if (value instanceof Value.M map) {
      return CONTAINER + map.entries().size() + of(map.entries());
    }
    return ofSetOrFlag(value);
  }

  private static int ofSetOrFlag(Value value) {
    int size = 0;
    if (value instanceof Value.SS set) {
      for (String text : set.texts()) {
        size += utf8(text);
      }
    } else if (value instanceof Value.NS set) {
      for (BigDecimal number : set.numbers()) {
        size += Numbers.size(number);
      }
    } else if (value instanceof Value.BS set) {
      for (Value.B binary : set.binaries()) {
        size += binary.bytes().length;
      }
    } else {
      return 1;
    }
    return size;
  }

  /** Returns how many levels values have, of which one that nests nothing has one. */
  public static int levels(Iterable<Value> values) {
    int most = 0;
    for (Value value : values) {
      int inner = 0;
      if (value instanceof Value.L list) {
        inner = levels(list.elements());
      } else if (value instanceof Value.M map) {
        inner = levels(map.entries().values());
      }
      most = Math.max(most, 1 + inner);
    }
    return most;
  }

  /** Returns how many bytes a text has in UTF-8. */
  public static int utf8(String text) {
    int length = text.length();
    int size = length;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        continue;
      }
      if (c < 0x800) {
        size++;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        size += 2;
        i++;
      } else {
        size += 2;
      }
    }
    return size;
  }
}
