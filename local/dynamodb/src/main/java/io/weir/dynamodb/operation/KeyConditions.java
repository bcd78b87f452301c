package io.weir.dynamodb.operation;

import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.expression.KeyClause;
import io.weir.dynamodb.table.KeyBytes;
import io.weir.dynamodb.table.KeySchema;
import io.weir.dynamodb.table.TableDefinition;
import io.weir.dynamodb.table.View;
import io.weir.dynamodb.value.Item;
import io.weir.dynamodb.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns what a query asks of keys into the range of keys that satisfy it. */
public final class KeyConditions {

  private final TableDefinition table;
  private final View view;
  private final Map<String, KeyClause> clauses = new LinkedHashMap<>();

  /** Takes the clauses for a table's items, or an index's. */
  public KeyConditions(TableDefinition table, View view, List<KeyClause> given) {
    this.table = table;
    this.view = view;
    for (KeyClause clause : given) {
      if (clauses.put(clause.attribute(), clause) != null) {
        throw DynamoDbException.validation(
            "KeyConditionExpressions must only contain one condition per key");
      }
    }
  }

  /**
   * Returns the range.
   *
   * @throws DynamoDbException when the clauses do not fit the key
   */
  public View.Range range() {
    KeySchema key = view.layout().schema();
    List<Value> hash = new ArrayList<>();
    for (String name : key.hash()) {
      KeyClause clause = clauses.get(name);
      if (clause == null) {
        throw missed(name);
      }
      if (clause.test() != KeyClause.Test.EQUAL) {
        throw DynamoDbException.validation("Query key condition not supported");
      }
      requireType(clause);
      hash.add(clause.value());
    }
    KeyBytes prefix = view.layout().partition(hash);
    int used = hash.size();
    KeyClause last = null;
    for (String name : key.range()) {
      KeyClause clause = clauses.get(name);
      if (clause == null || last != null) {
        break;
      }
      requireType(clause);
      used++;
      if (clause.test() == KeyClause.Test.EQUAL) {
        prefix.add(clause.value());
      } else {
        last = clause;
      }
    }
    if (used < clauses.size()) {
      throw key.range().isEmpty() || clauses.keySet().containsAll(key.range())
          ? DynamoDbException.validation("Query key condition not supported")
          : missed(firstUnused(key));
    }
    return ranged(prefix.bytes(), last);
  }

  /** Returns the attributes that name the one partition of the range. */
  public Item partition() {
    Map<String, Value> attributes = new LinkedHashMap<>();
    for (String name : view.layout().schema().hash()) {
      KeyClause clause = clauses.get(name);
      if (clause != null) {
        attributes.put(name, clause.value());
      }
    }
    return Item.of(attributes);
  }

  private String firstUnused(KeySchema key) {
    return key.range().stream().filter(it -> !clauses.containsKey(it)).findFirst().orElse("");
  }

  private static DynamoDbException missed(String name) {
    return DynamoDbException.validation("Query condition missed key schema element: " + name);
  }

  private void requireType(KeyClause clause) {
    String expected = table.typeOf(clause.attribute());
    for (Value value : clause.values()) {
      if (!value.type().equals(expected)) {
        throw DynamoDbException.parameters("Condition parameter type does not match schema type");
      }
      if (value.equals(new Value.S("")) || value.equals(new Value.B(new byte[0]))) {
        throw DynamoDbException.validation(
            "One or more parameter values are not valid. The AttributeValue for a key attribute"
                + " cannot contain an empty "
                + (value instanceof Value.S ? "string" : "binary")
                + " value. Key: "
                + clause.attribute());
      }
    }
    if (clause.test() == KeyClause.Test.BEGINS_WITH && clause.value() instanceof Value.N) {
      throw DynamoDbException.validation(
          "Invalid KeyConditionExpression: Incorrect operand type for operator or function;"
              + " operator or function: begins_with, operand type: N");
    }
  }

  /** The keys of one value are those that begin with its bytes; so the next is after all these. */
  private static View.Range ranged(byte[] prefix, @Nullable KeyClause clause) {
    if (clause == null) {
      return View.Range.startingWith(prefix);
    }
    byte[] at = new KeyBytes().add(prefix).add(clause.value()).bytes();
    byte[] end = KeyBytes.after(prefix);
    return switch (clause.test()) {
      case EQUAL -> View.Range.startingWith(at);
      case LESS -> new View.Range(prefix, at);
      case LESS_OR_EQUAL -> new View.Range(prefix, KeyBytes.after(at));
      case GREATER -> new View.Range(KeyBytes.after(at), end);
      case GREATER_OR_EQUAL -> new View.Range(at, end);
      case BETWEEN ->
          new View.Range(
              at, KeyBytes.after(new KeyBytes().add(prefix).add(clause.values().get(1)).bytes()));
      case BEGINS_WITH ->
          View.Range.startingWith(new KeyBytes().add(prefix).addStart(clause.value()).bytes());
    };
  }
}
