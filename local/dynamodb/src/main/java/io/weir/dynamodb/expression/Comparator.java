package io.weir.dynamodb.expression;

import io.weir.dynamodb.value.Order;
import io.weir.dynamodb.value.Value;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** An operator that compares two values. */
public enum Comparator {
  /** Equal. */
  EQUAL("="),
  /** Not equal, or one of them missing. */
  NOT_EQUAL("<>"),
  /** Less, of one ordered type. */
  LESS("<"),
  /** Less or equal, of one ordered type. */
  LESS_OR_EQUAL("<="),
  /** Greater, of one ordered type. */
  GREATER(">"),
  /** Greater or equal, of one ordered type. */
  GREATER_OR_EQUAL(">=");

  private final String symbol;

  Comparator(String symbol) {
    this.symbol = symbol;
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
    return order.isPresent() && accepts(order.getAsInt());
  }

  private boolean accepts(int order) {
    return switch (this) {
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      default -> order >= 0;
    };
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
