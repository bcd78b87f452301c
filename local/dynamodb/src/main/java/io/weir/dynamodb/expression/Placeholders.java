package io.weir.dynamodb.expression;

import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.value.Value;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** A request's names and values that its expressions refer to, and which of them were used. */
public final class Placeholders {

  private final Map<String, String> names;
  private final Map<String, Value> values;
  private final Set<String> used = new HashSet<>();

  /** Holds what the request gave. */
  public Placeholders(Map<String, String> names, Map<String, Value> values) {
    this.names = names;
    this.values = values;
  }

  /** Returns placeholders for a request that has none. */
  public static Placeholders none() {
    return new Placeholders(Map.of(), Map.of());
  }

  String name(String kind, String reference) {
    String name = names.get(reference);
    if (name == null) {
      throw DynamoDbException.validation(
          "Invalid "
              + kind
              + ": An expression attribute name used in the document path is not defined;"
              + " attribute name: "
              + reference);
    }
    used.add(reference);
    return name;
  }

  Value value(String kind, String reference) {
    Value value = values.get(reference);
    if (value == null) {
      throw DynamoDbException.validation(
          "Invalid "
              + kind
              + ": An expression attribute value used in expression is not defined; attribute"
              + " value: "
              + reference);
    }
    used.add(reference);
    return value;
  }

  /** Requires that the request's expressions used all that it gave. */
  public void requireAllUsed() {
    requireUsed("ExpressionAttributeNames", names.keySet());
    requireUsed("ExpressionAttributeValues", values.keySet());
  }

  private void requireUsed(String parameter, Set<String> references) {
    if (used.containsAll(references)) {
      return;
    }
    Set<String> unused = new LinkedHashSet<>(references);
    unused.removeAll(used);
    throw DynamoDbException.validation(
        "Value provided in "
            + parameter
            + " unused in expressions: keys: {"
            + String.join(", ", unused)
            + "}");
  }
}
