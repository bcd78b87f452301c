package io.weir.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.expression.Comparator;
import io.weir.dynamodb.expression.Condition;
import io.weir.dynamodb.expression.Functions;
import io.weir.dynamodb.expression.KeyClause;
import io.weir.dynamodb.value.Item;
import io.weir.dynamodb.value.Value;
import io.weir.dynamodb.value.ValueJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The older way to say conditions: an operator and values by attribute. */
final class LegacyConditions {

  private static final Map<String, Comparator> COMPARATORS =
      Map.of(
          "EQ", Comparator.EQUAL,
          "NE", Comparator.NOT_EQUAL,
          "LT", Comparator.LESS,
          "LE", Comparator.LESS_OR_EQUAL,
          "GT", Comparator.GREATER,
          "GE", Comparator.GREATER_OR_EQUAL);
  private static final Map<String, KeyClause.Test> KEY_TESTS =
      Map.of(
          "EQ", KeyClause.Test.EQUAL,
          "LT", KeyClause.Test.LESS,
          "LE", KeyClause.Test.LESS_OR_EQUAL,
          "GT", KeyClause.Test.GREATER,
          "GE", KeyClause.Test.GREATER_OR_EQUAL,
          "BETWEEN", KeyClause.Test.BETWEEN,
          "BEGINS_WITH", KeyClause.Test.BEGINS_WITH);
  private static final Set<String> OTHERS =
      Set.of("NULL", "NOT_NULL", "CONTAINS", "NOT_CONTAINS", "BEGINS_WITH", "IN", "BETWEEN");

  private LegacyConditions() {}

  /** Reads what a write expects of the item. */
  static Condition expected(Parameters parameters) {
    Map<String, Predicate<@Nullable Value>> tests = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : parameters.entries("Expected")) {
      tests.put(entry.getKey(), expectation(entry.getKey(), new Parameters(entry.getValue())));
    }
    return combined(parameters, tests);
  }

  /** Reads a filter of Query or Scan. */
  static Condition filter(Parameters parameters, String name) {
    Map<String, Predicate<@Nullable Value>> tests = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : parameters.entries(name)) {
      tests.put(entry.getKey(), test(new Parameters(entry.getValue())));
    }
    return combined(parameters, tests);
  }

  /** Reads the key conditions of Query. */
  static List<KeyClause> keyConditions(Parameters parameters) {
    List<KeyClause> clauses = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : parameters.entries("KeyConditions")) {
      Parameters condition = new Parameters(entry.getValue());
      String operator = condition.text("ComparisonOperator", "");
      KeyClause.Test test = KEY_TESTS.get(operator);
      if (test == null) {
        throw DynamoDbException.parameters(
            "Attempted conditional constraint is not an indexable operation");
      }
      clauses.add(new KeyClause(entry.getKey(), test, values(condition, operator)));
    }
    return clauses;
  }

  private static Condition combined(
      Parameters parameters, Map<String, Predicate<@Nullable Value>> tests) {
    if (tests.isEmpty()) {
      return Condition.ALWAYS;
    }
    boolean either = parameters.text("ConditionalOperator", "AND").equals("OR");
    return (Item item) -> {
      for (Map.Entry<String, Predicate<@Nullable Value>> test : tests.entrySet()) {
        if (test.getValue().test(item.get(test.getKey())) == either) {
          return either;
        }
      }
      return !either;
    };
  }

  private static Predicate<@Nullable Value> expectation(String name, Parameters expected) {
    if (expected.has("ComparisonOperator")) {
      if (expected.has("Exists") || expected.has("Value")) {
        throw DynamoDbException.parameters(
            (expected.has("Exists") ? "Exists" : "Value")
                + " and ComparisonOperator cannot be used together for Attribute: "
                + name);
      }
      return test(expected);
    }
    Parameters given = expected.structure("Value");
    if (expected.has("Exists") && !expected.flag("Exists")) {
      if (given != null) {
        throw DynamoDbException.parameters(
            "Value cannot be used when Exists is set to false for Attribute: " + name);
      }
      return value -> value == null;
    }
    if (given == null) {
      throw DynamoDbException.parameters(
          (expected.has("Exists")
                  ? "Value must be provided when Exists is set to true for Attribute: "
                  : "Value must be provided when Exists is null for Attribute: ")
              + name);
    }
    Value wanted = ValueJson.read(given.body());
    return value -> Comparator.EQUAL.holds(value, wanted);
  }

  private static Predicate<@Nullable Value> test(Parameters condition) {
    String operator = condition.text("ComparisonOperator", "");
    List<Value> values = values(condition, operator);
    Comparator comparator = COMPARATORS.get(operator);
    if (comparator != null) {
      return value -> comparator.holds(value, values.get(0));
    }
    return switch (operator) {
      case "NULL" -> value -> value == null;
      case "NOT_NULL" -> value -> value != null;
      case "CONTAINS" -> value -> value != null && Functions.contains(value, values.get(0));
      case "NOT_CONTAINS" -> value -> value != null && !Functions.contains(value, values.get(0));
      case "BEGINS_WITH" -> value -> value != null && Functions.beginsWith(value, values.get(0));
      case "IN" -> value -> value != null && values.contains(value);
      default ->
          value ->
              Comparator.GREATER_OR_EQUAL.holds(value, values.get(0))
                  && Comparator.LESS_OR_EQUAL.holds(value, values.get(1));
    };
  }

  private static List<Value> values(Parameters condition, String operator) {
    if (!COMPARATORS.containsKey(operator) && !OTHERS.contains(operator)) {
      throw DynamoDbException.validation(
          "1 validation error detected: Value '"
              + operator
              + "' at 'comparisonOperator' failed to satisfy constraint: Member must satisfy enum"
              + " value set: [IN, NULL, BETWEEN, LT, NOT_CONTAINS, EQ, GT, NOT_NULL, NE, LE,"
              + " BEGINS_WITH, GE, CONTAINS]");
    }
    List<Value> values =
        condition.list("AttributeValueList").stream().map(ValueJson::read).toList();
    boolean right =
        switch (operator) {
          case "NULL", "NOT_NULL" -> values.isEmpty();
          case "BETWEEN" -> values.size() == 2;
          case "IN" -> !values.isEmpty();
          default -> values.size() == 1;
        };
    if (!right) {
      throw DynamoDbException.parameters(
          "Invalid number of argument(s) for the " + operator + " ComparisonOperator");
    }
    return values;
  }
}
