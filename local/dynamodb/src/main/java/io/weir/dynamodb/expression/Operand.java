package io.weir.dynamodb.expression;

import io.weir.dynamodb.value.Item;
import io.weir.dynamodb.value.Value;
import org.jspecify.annotations.Nullable;

/** An operand for one request: what it says about an item. */
@FunctionalInterface
interface Operand {

  /** Returns the operand's value, or null when the item has none. */
  @Nullable Value value(Item item);

  /** What an item has at a path. */
  record At(Path path) implements Operand {
    @Override
    public @Nullable Value value(Item item) {
      return path.in(item);
    }
  }

  /** A value of the request. */
  record Literal(Value value) implements Operand {
    @Override
    public Value value(Item item) {
      return value;
    }
  }
}
