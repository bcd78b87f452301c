package io.weir.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.expression.Placeholders;
import io.weir.dynamodb.value.Value;
import io.weir.dynamodb.value.ValueJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A request's expressions and their placeholders, or the older parameters in their place. */
final class ExpressionParameters {

  private static final String NAMES = "ExpressionAttributeNames";
  private static final String VALUES = "ExpressionAttributeValues";
  private static final Pattern NAME = Pattern.compile("#[A-Za-z0-9_]+");
  private static final Pattern VALUE = Pattern.compile(":[A-Za-z0-9_]+");

  private final Parameters parameters;
  private final List<String> expressions;

  /** Requires that a request has parameters of one of the two kinds alone. */
  ExpressionParameters(Parameters parameters, List<String> expressions, List<String> older) {
    this.parameters = parameters;
    this.expressions = expressions;
    List<String> given = given(parameters, expressions);
    List<String> givenOlder = given(parameters, older);
    if (!given.isEmpty() && !givenOlder.isEmpty()) {
      throw DynamoDbException.validation(
          "Can not use both expression and non-expression parameters in the same request:"
              + " Non-expression parameters: {"
              + String.join(", ", givenOlder)
              + "} Expression parameters: {"
              + String.join(", ", given)
              + "}");
    }
    if (given.isEmpty()) {
      refuseWithout(NAMES, expressions);
    }
    if (parameters.has(VALUES)) {
      List<String> withValues =
          expressions.stream().filter(it -> !it.equals("ProjectionExpression")).toList();
      if (given(parameters, withValues).isEmpty()) {
        refuseWithout(VALUES, withValues);
      }
    }
  }

  private static List<String> given(Parameters parameters, List<String> names) {
    List<String> given = new ArrayList<>(names.size());
    for (String name : names) {
      if (parameters.has(name)) {
        given.add(name);
      }
    }
    return given;
  }

  private void refuseWithout(String parameter, List<String> those) {
    if (parameters.has(parameter)) {
      throw DynamoDbException.validation(
          parameter
              + " can only be specified when using expressions"
              + (those.isEmpty()
                  ? ""
                  : ": "
                      + String.join(" and ", those)
                      + (those.size() == 1 ? " is null" : " are null")));
    }
  }

  /** Returns the text of an expression, or null. */
  @Nullable String text(String name) {
    return parameters.text(name);
  }

  /** Says whether any expression is there. */
  boolean any() {
    return expressions.stream().anyMatch(parameters::has);
  }

  /** Reads the placeholders. */
  Placeholders placeholders() {
    return new Placeholders(names(), values());
  }

  private Map<String, String> names() {
    if (!parameters.has(NAMES)) {
      return Map.of();
    }
    Map<String, String> names = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : parameters.entries(NAMES)) {
      requireForm(NAMES, NAME, entry.getKey());
      if (!entry.getValue().isTextual()) {
        throw DynamoDbException.serialization("Unexpected value type in payload");
      }
      names.put(entry.getKey(), entry.getValue().textValue());
    }
    requireSome(NAMES, names);
    names.forEach(
        (key, name) -> {
          if (name.isEmpty()) {
            throw DynamoDbException.validation(
                NAMES
                    + " contains invalid value: Attribute name must not be empty; key: \""
                    + key
                    + "\"");
          }
        });
    return names;
  }

  private Map<String, Value> values() {
    if (!parameters.has(VALUES)) {
      return Map.of();
    }
    Map<String, Value> values = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : parameters.entries(VALUES)) {
      requireForm(VALUES, VALUE, entry.getKey());
      try {
        values.put(entry.getKey(), ValueJson.read(entry.getValue()));
      } catch (DynamoDbException e) {
        if (!e.type().equals("ValidationException")) {
          throw e;
        }
        throw DynamoDbException.validation(
            VALUES + " contains invalid value: " + e.text() + " for key " + entry.getKey());
      }
    }
    requireSome(VALUES, values);
    return values;
  }

  private static void requireForm(String parameter, Pattern form, String key) {
    if (!form.matcher(key).matches()) {
      throw DynamoDbException.validation(
          parameter + " contains invalid key: Syntax error; key: \"" + key + "\"");
    }
  }

  private static void requireSome(String parameter, Map<String, ?> map) {
    if (map.isEmpty()) {
      throw DynamoDbException.validation(parameter + " must not be empty");
    }
  }
}
