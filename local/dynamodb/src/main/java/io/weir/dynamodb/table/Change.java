package io.weir.dynamodb.table;

import io.weir.dynamodb.value.Item;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a write did to one item: the images before and after it, null where there was none. */
public record Change(
    Table table, Item key, @Nullable Item before, @Nullable Item after, Instant at) {

  /** Says whether the item is another than before. */
  public boolean changed() {
    return !Objects.equals(before, after);
  }
}
