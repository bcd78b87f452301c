package io.weir.dynamodb.expression;

import io.weir.dynamodb.value.Item;

/** What an item must satisfy; an item that is not there is asked as one without attributes. */
@FunctionalInterface
public interface Condition {

  /** The condition that each item satisfies. */
  Condition ALWAYS = item -> true;

  /** Says whether the item satisfies it. */
  boolean holds(Item item);
}
