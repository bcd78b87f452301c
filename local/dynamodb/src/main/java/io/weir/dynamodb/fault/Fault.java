package io.weir.dynamodb.fault;

import io.weir.dynamodb.table.Admission.Access;
import io.weir.dynamodb.value.Item;
import io.weir.dynamodb.value.Value;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What goes wrong, and with which requests: with all, unless it is narrowed. Immutable.
 *
 * <p>A fault of a table, or of some items, strikes requests that read or write items there.
 *
 * @param items asked of the whole item for one that is put, of the key for others
 */
public record Fault(
    Effect effect,
    Optional<String> table,
    Optional<String> operation,
    Optional<Predicate<Item>> items) {

  /** What a request meets. */
  public enum Effect {
    /**
     * Items are refused as if capacity were used up: a request of one item fails (DDB-40), a
     * statement of a batch alone (DDB-41), items and keys of a batch come back unprocessed
     * (DDB-42), a transaction is cancelled (DDB-47).
     */
    THROTTLED,
    /** The request is answered by 500 and does nothing; of a batch a part may be done (DDB-43). */
    FAILED,
    /** The same with 503, as while the service is away (DDB-48). */
    UNAVAILABLE,
    /** The request is done, and answered by 500 (DDB-43). */
    ANSWER_LOST
  }

  private Fault(Effect effect) {
    this(effect, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Returns a lack of capacity. */
  public static Fault throttled() {
    return new Fault(Effect.THROTTLED);
  }

  /** Returns a failure of the service, which did nothing. */
  public static Fault failed() {
    return new Fault(Effect.FAILED);
  }

  /** Returns an absence of the service. */
  public static Fault unavailable() {
    return new Fault(Effect.UNAVAILABLE);
  }

  /** Returns the loss of answers, where everything was done. */
  public static Fault answerLost() {
    return new Fault(Effect.ANSWER_LOST);
  }

  /** Returns this for one table alone. */
  public Fault onTable(String name) {
    return new Fault(effect, Optional.of(name), operation, items);
  }

  /** Returns this for one operation alone, such as {@code PutItem}. */
  public Fault ofOperation(String name) {
    return new Fault(effect, table, Optional.of(name), items);
  }

  /** Returns this for items alone that have this text in an attribute. */
  public Fault where(String attribute, String text) {
    Value wanted = new Value.S(text);
    return ofItems(item -> wanted.equals(item.get(attribute)));
  }

  /** Returns this for some items alone; asked by many threads, with a table's lock held. */
  public Fault ofItems(Predicate<Item> some) {
    return new Fault(effect, table, operation, Optional.of(some));
  }

  boolean isOf(String other) {
    return operation.isEmpty() || operation.get().equals(other);
  }

  /** Says whether it strikes a request before anything is known but its operation. */
  boolean strikesAtOnce() {
    return effect != Effect.THROTTLED && table.isEmpty() && items.isEmpty();
  }

  boolean strikes(Access access) {
    return (table.isEmpty() || table.get().equals(access.table().name()))
        && (items.isEmpty() || items.get().test(access.item()));
  }
}
