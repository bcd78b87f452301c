package io.weir.dynamodb.partiql;

import io.weir.dynamodb.expression.Functions;
import io.weir.dynamodb.expression.Path;
import io.weir.dynamodb.value.Item;
import io.weir.dynamodb.value.Value;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a filter compares: what an item has at a path, or the size of it.
 *
 * @param size whether it is the size
 */
record PathValue(Path path, boolean size) {

  /** Returns what the item has, or null. */
  @Nullable Value of(Item item) {
    Value value = path.in(item);
    if (value == null || !size) {
      return value;
    }
    int length = Functions.size(value);
    return length < 0 ? null : new Value.N(BigDecimal.valueOf(length).stripTrailingZeros());
  }

  /** Returns the attribute if it is one, or null. */
  @Nullable String attribute() {
    return !size && path.isAttribute() ? path.attribute() : null;
  }
}
