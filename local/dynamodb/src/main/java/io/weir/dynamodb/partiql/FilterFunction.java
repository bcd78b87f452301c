package io.weir.dynamodb.partiql;

import io.weir.dynamodb.expression.Functions;
import io.weir.dynamodb.value.Value;
import java.util.Arrays;
import java.util.Optional;

/** A function that a filter may call with a path and a value. */
enum FilterFunction {
  /** Whether a text or bytes begin so. */
  BEGINS_WITH,
  /** Whether a text, a list or a set has it in it. */
  CONTAINS,
  /** Whether it is of that type. */
  ATTRIBUTE_TYPE;

  static Optional<FilterFunction> named(String name) {
    return Arrays.stream(values()).filter(it -> it.name().equalsIgnoreCase(name)).findFirst();
  }

  boolean holds(Value value, Value argument) {
    return switch (this) {
      case BEGINS_WITH -> Functions.beginsWith(value, argument);
      case CONTAINS -> Functions.contains(value, argument);
      case ATTRIBUTE_TYPE -> argument instanceof Value.S type && value.type().equals(type.text());
    };
  }
}
