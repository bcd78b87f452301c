package io.weir.dynamodb.partiql;

import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.expression.Condition;
import io.weir.dynamodb.expression.KeyClause;
import io.weir.dynamodb.expression.Path;
import io.weir.dynamodb.expression.Update;
import io.weir.dynamodb.partiql.Filter.Clauses;
import io.weir.dynamodb.value.Item;
import io.weir.dynamodb.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A statement with its parameters in place. */
public sealed interface Statement {

  /** Returns the table that it names. */
  String table();

  /** Puts an item that is not there yet. */
  record Insert(String table, Item item) implements Statement {}

  /**
   * Reads items.
   *
   * @param index the index that it names; empty for the table itself
   * @param paths what it wants of each; empty for all
   * @param descending whether it asks for the order of keys to be turned round
   */
  @SuppressWarnings("checkstyle:RecordComponentNumber") // mirrors the statement's clauses
  record Select(
      String table, Optional<String> index, List<Path> paths, Where where, boolean descending)
      implements Statement {

    /** Returns what it wants of an item: each path under its last name. */
    public Item of(Item item) {
      if (paths.isEmpty()) {
        return item;
      }
      Map<String, Value> some = new LinkedHashMap<>();
      for (Path path : paths) {
        Value value = path.in(item);
        if (value != null) {
          some.put(name(path), value);
        }
      }
      return Item.of(some);
    }

    /** An element has the name of its list, and its place. */
    private static String name(Path path) {
      StringBuilder name = new StringBuilder();
      for (int i = path.steps().size() - 1; i >= 0; i--) {
        name.insert(0, path.steps().get(i));
        if (path.steps().get(i) instanceof Path.Field) {
          break;
        }
      }
      return name.toString();
    }
  }

  /** Changes one item that is there. */
  record Modify(String table, Update update, Where where, Returning returning)
      implements Statement {}

  /** Deletes one item. */
  record Erase(String table, Where where, Returning returning) implements Statement {}

  /** What a change answers with. */
  enum Returning {
    /** Nothing. */
    NONE,
    /** The item as it was. */
    ALL_OLD,
    /** The item as it is. */
    ALL_NEW,
    /** The changed attributes as they were. */
    MODIFIED_OLD,
    /** The changed attributes as they are. */
    MODIFIED_NEW
  }

  /**
   * A WHERE clause.
   *
   * @param condition what it says of an item
   * @param tests what each item must satisfy at single attributes
   * @param choices the values of which an attribute must have one, where it says so by IN or OR
   */
  record Where(Condition condition, List<KeyClause> tests, Map<String, List<Value>> choices) {

    /** The clause of a statement that has none. */
    static final Where EVERY = new Where(Condition.ALWAYS, List.of(), Map.of());

    static Where of(Filter filter, List<Value> parameters) {
      Clauses clauses = new Clauses(new ArrayList<>(), new LinkedHashMap<>());
      filter.clauses(parameters, clauses);
      return new Where(filter.bind(parameters), clauses.tests(), clauses.choices());
    }

    /** Returns the value that an attribute must equal, if it says so. */
    public Optional<Value> equality(String attribute) {
      return tests.stream()
          .filter(it -> it.test() == KeyClause.Test.EQUAL && it.attribute().equals(attribute))
          .map(KeyClause::value)
          .findFirst();
    }

    /**
     * Returns the one item's key that a change is for.
     *
     * @throws DynamoDbException if it does not say each key attribute's value
     */
    public Item key(List<String> attributes) {
      Map<String, Value> key = new LinkedHashMap<>();
      for (String attribute : attributes) {
        key.put(
            attribute,
            equality(attribute)
                .orElseThrow(
                    () ->
                        DynamoDbException.validation(
                            "Where clause does not contain a mandatory equality on all key"
                                + " attributes")));
      }
      return Item.of(key);
    }
  }
}
