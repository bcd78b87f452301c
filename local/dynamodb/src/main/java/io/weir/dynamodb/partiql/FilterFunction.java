package io.weir.dynamodb.partiql;

import io.weir.dynamodb.expression.Functions;
import io.weir.dynamodb.value.Value;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiPredicate;

/** A function that a filter may call with a path and a value. */
enum FilterFunction {
  /** Whether a text or bytes begin so. */
  BEGINS_WITH(Functions::beginsWith),
  /** Whether a text, a list or a set has it in it. */
  CONTAINS(Functions::contains),
  /** Whether it is of that type. */
  ATTRIBUTE_TYPE((value, type) -> type instanceof Value.S text && value.type().equals(text.text()));

  private final BiPredicate<Value, Value> test;

  FilterFunction(BiPredicate<Value, Value> test) {
    this.test = test;
  }

  static Optional<FilterFunction> named(String name) {
    return Arrays.stream(values()).filter(it -> it.name().equalsIgnoreCase(name)).findFirst();
  }

  boolean holds(Value value, Value argument) {
    return test.test(value, argument);
  }
}
