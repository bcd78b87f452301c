package io.weir.dynamodb.expression;

import io.weir.dynamodb.value.Value;
import java.util.List;

/** One part of a key condition: a key attribute, an operator, and one value or two. */
public record KeyClause(String attribute, Test test, List<Value> values) {

  /** What a key condition can ask of a key attribute. */
  public enum Test {
    /** That it equals the value. */
    EQUAL,
    /** That it is less. */
    LESS,
    /** That it is not greater. */
    LESS_OR_EQUAL,
    /** That it is greater. */
    GREATER,
    /** That it is not less. */
    GREATER_OR_EQUAL,
    /** That it is not less than the first value, nor greater than the second. */
    BETWEEN,
    /** That it begins with the value. */
    BEGINS_WITH
  }

  /** Returns the only value, or the lower one. */
  public Value value() {
    return values.get(0);
  }
}
