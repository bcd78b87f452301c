package io.weir.dynamodb.expression;

import io.weir.dynamodb.value.Order;
import io.weir.dynamodb.value.Value;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** An operator that compares two values. */
public enum Comparator {
  /** Equal. */
  EQUAL("=", it -> it == 0),
  /** Not equal, or one of them missing. */
  NOT_EQUAL("<>", it -> it != 0),
  /** Less, of one ordered type. */
  LESS("<", it -> it < 0),
  /** Less or equal, of one ordered type. */
  LESS_OR_EQUAL("<=", it -> it <= 0),
  /** Greater, of one ordered type. */
  GREATER(">", it -> it > 0),
  /** Greater or equal, of one ordered type. */
  GREATER_OR_EQUAL(">=", it -> it >= 0);

  private final String symbol;
  private final IntPredicate accepts;

  Comparator(String symbol, IntPredicate accepts) {
    this.symbol = symbol;
    this.accepts = accepts;
  }

  /** Returns how the operator is written. */
  public String symbol() {
    return symbol;
  }

  static @Nullable Comparator of(String symbol) {
    for (Comparator comparator : values()) {
      if (comparator.symbol.equals(symbol)) {
        return comparator;
      }
    }
    return null;
  }

  boolean needsOrder() {
    return this != EQUAL && this != NOT_EQUAL;
  }

  /** Says whether the operator holds; a missing value is unequal to each other. */
  public boolean holds(@Nullable Value left, @Nullable Value right) {
    if (left == null || right == null) {
      return this == NOT_EQUAL;
    }
    if (!needsOrder()) {
      return left.equals(right) == (this == EQUAL);
    }
    OptionalInt order = Order.compare(left, right);
    return order.isPresent() && accepts.test(order.getAsInt());
  }

  /** Returns the operator that holds when the operands change places. */
  Comparator mirrored() {
    return switch (this) {
      case LESS -> GREATER;
      case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
      case GREATER -> LESS;
      case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
      default -> this;
    };
  }
}
