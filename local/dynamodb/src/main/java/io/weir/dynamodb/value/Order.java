package io.weir.dynamodb.value;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;

/** How values of the three types that have an order compare. */
public final class Order {

  private Order() {}

  /** Returns how two values compare, or nothing when they are not of one ordered type. */
  public static OptionalInt compare(Value left, Value right) {
    if (left instanceof Value.S a && right instanceof Value.S b) {
      return OptionalInt.of(compareTexts(a.text(), b.text()));
    }
    if (left instanceof Value.N a && right instanceof Value.N b) {
      return OptionalInt.of(a.number().compareTo(b.number()));
    }
    if (left instanceof Value.B a && right instanceof Value.B b) {
      return OptionalInt.of(Arrays.compareUnsigned(a.bytes(), b.bytes()));
    }
    return OptionalInt.empty();
  }

  /** Says whether a type has an order. */
  public static boolean ordered(Value value) {
    return value instanceof Value.S || value instanceof Value.N || value instanceof Value.B;
  }

  /**
   * Compares by UTF-8 bytes, which differs from the order of Java's strings past the surrogates.
   */
  private static int compareTexts(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        return Character.isSurrogate(a) || Character.isSurrogate(b)
            ? Arrays.compareUnsigned(
                left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8))
            : Character.compare(a, b);
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
