package io.weir.dynamodb.table;

import io.weir.dynamodb.value.Item;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A write of one item, the only way by which an item changes: where, on which condition, and what.
 *
 * @param key the item's key, complete and right for the table
 * @param condition asked of the item, or of the empty one if there is none
 * @param kind which errors a result that is too large or has wrong keys is refused with
 */
public record Write(
    Table table, Item key, Predicate<Item> condition, Mutation mutation, Kind kind) {

  /** What writes are named by in errors. */
  public enum Kind {
    /** Replaces the whole item. */
    PUT,
    /** Changes parts of it. */
    UPDATE,
    /** Takes it away. */
    DELETE,
    /** Changes nothing: the condition is all. */
    CHECK
  }

  /** What becomes of an item. */
  @FunctionalInterface
  public interface Mutation {
    /** Returns the new item, or null for none. */
    @Nullable Item apply(@Nullable Item before);
  }

  /** Returns a write that replaces the item. */
  public static Write put(Table table, Item item, Predicate<Item> condition) {
    if (item.size() <= Item.MAX_SIZE) {
      // Here and not when the table is locked, where others would wait for it.
      item.packed();
    }
    return new Write(
        table, item.only(table.definition().key().all()), condition, it -> item, Kind.PUT);
  }

  /** Returns a write that takes the item away. */
  public static Write delete(Table table, Item key, Predicate<Item> condition) {
    return new Write(table, key, condition, it -> null, Kind.DELETE);
  }

  /** Returns a write that only asks. */
  public static Write check(Table table, Item key, Predicate<Item> condition) {
    return new Write(table, key, condition, it -> it, Kind.CHECK);
  }
}
