package io.weir.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.expression.Condition;
import io.weir.dynamodb.expression.Path;
import io.weir.dynamodb.expression.Placeholders;
import io.weir.dynamodb.expression.Update;
import io.weir.dynamodb.table.KeyRules;
import io.weir.dynamodb.table.Table;
import io.weir.dynamodb.table.Write;
import io.weir.dynamodb.value.Item;
import io.weir.dynamodb.value.ValueJson;
import java.util.List;

/** Reads writes from requests, and from the parts of transactions. */
final class Drafts {

  private static final String CONDITION = "ConditionExpression";
  private static final String UPDATE = "UpdateExpression";

  private final Engine engine;

  Drafts(Engine engine) {
    this.engine = engine;
  }

  Draft put(Parameters parameters) {
    ExpressionParameters expressions =
        new ExpressionParameters(parameters, List.of(CONDITION), List.of("Expected"));
    Item item = item(parameters, "Item");
    Condition condition = onlyCondition(parameters, expressions);
    return new Draft.Asked(parameters, condition).draft(table -> put(table, item, condition));
  }

  /** Returns the write that puts an item, if its keys are right. */
  static Write put(Table table, Item item, Condition condition) {
    KeyRules.requireKeys(table.definition(), item);
    return Write.put(table, item, condition::holds);
  }

  Draft delete(Parameters parameters) {
    ExpressionParameters expressions =
        new ExpressionParameters(parameters, List.of(CONDITION), List.of("Expected"));
    Item key = item(parameters, "Key");
    Condition condition = onlyCondition(parameters, expressions);
    return new Draft.Asked(parameters, condition)
        .draft(table -> Write.delete(table, keyOf(table, key), condition::holds));
  }

  Draft check(Parameters parameters) {
    ExpressionParameters expressions =
        new ExpressionParameters(parameters, List.of(CONDITION), List.of());
    Item key = item(parameters, "Key");
    Condition condition = onlyCondition(parameters, expressions);
    return new Draft.Asked(parameters, condition)
        .draft(table -> Write.check(table, keyOf(table, key), condition::holds));
  }

  Draft update(Parameters parameters) {
    ExpressionParameters expressions =
        new ExpressionParameters(
            parameters, List.of(UPDATE, CONDITION), List.of("AttributeUpdates", "Expected"));
    Item key = item(parameters, "Key");
    Placeholders placeholders = expressions.placeholders();
    String text = expressions.text(UPDATE);
    Update update =
        text == null
            ? LegacyUpdates.read(parameters)
            : engine.expressions().update(text, placeholders);
    Condition condition = condition(parameters, expressions, placeholders);
    placeholders.requireAllUsed();
    return new Draft.Asked(parameters, condition)
        .draft(table -> update(table, key, update, condition), update);
  }

  /** Returns the write that updates an item, or makes one of the key and the update. */
  static Write update(Table table, Item key, Update update, Condition condition) {
    KeyRules.requireExactKey(table.definition(), key);
    for (Path path : update.paths()) {
      if (table.definition().key().has(path.attribute())) {
        throw DynamoDbException.parameters(
            "Cannot update attribute " + path.attribute() + ". This attribute is part of the key");
      }
    }
    return new Write(
        table,
        key,
        condition::holds,
        before -> update.apply(before == null ? key : before),
        Write.Kind.UPDATE);
  }

  private static Item keyOf(Table table, Item key) {
    KeyRules.requireExactKey(table.definition(), key);
    return key;
  }

  private Condition onlyCondition(Parameters parameters, ExpressionParameters expressions) {
    Placeholders placeholders = expressions.placeholders();
    Condition condition = condition(parameters, expressions, placeholders);
    placeholders.requireAllUsed();
    return condition;
  }

  private Condition condition(
      Parameters parameters, ExpressionParameters expressions, Placeholders placeholders) {
    String text = expressions.text(CONDITION);
    return text == null
        ? LegacyConditions.expected(parameters)
        : engine.expressions().condition(CONDITION, text, placeholders);
  }

  /** Reads an item or a key, which was required. */
  static Item item(Parameters parameters, String name) {
    Parameters structure = parameters.structure(name);
    JsonNode body = structure == null ? parameters.body() : structure.body();
    return structure == null ? Item.empty() : ValueJson.readItem(body);
  }
}
