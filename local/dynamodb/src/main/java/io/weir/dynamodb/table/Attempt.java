package io.weir.dynamodb.table;

import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.value.Item;
import org.jspecify.annotations.Nullable;

/** What a write would do, before anything is done: so that a transaction can do all or nothing. */
public sealed interface Attempt {

  /** Throws why a write may not be done, if it may not. */
  default void throwIfRefused() {
    if (this instanceof Refused refused) {
      throw refused.error();
    }
  }

  /** It would change an item, or leave it as it is. */
  record Ready(Change change, byte[] key, byte @Nullable [] packed) implements Attempt {}

  /** It may not be done; the item is the one that is there. */
  record Refused(DynamoDbException error, @Nullable Item item) implements Attempt {
    /** Says whether it was the write's condition that did not hold. */
    public boolean byCondition() {
      return error.type().equals("ConditionalCheckFailedException");
    }
  }
}
