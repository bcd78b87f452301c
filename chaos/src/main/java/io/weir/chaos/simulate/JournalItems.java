package io.weir.chaos.simulate;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The items of a team's journal, in the order of their keys. */
final class JournalItems {

  static final String CONDITION = "ConditionalCheckFailed";

  private final TreeMap<String, Map<String, AttributeValue>> items = new TreeMap<>();
  private final Consumer<String> entries;

  /** No items; {@code entries} is told of each entry that comes. */
  JournalItems(Consumer<String> entries) {
    this.entries = entries;
  }

  /** Returns those that come behind a key. */
  Collection<Map<String, AttributeValue>> after(String key) {
    return items.tailMap(key, false).values();
  }

  static String key(Map<String, AttributeValue> item) {
    return text(item, "pk") + "\0" + text(item, "sk");
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return item.getOrDefault(name, AttributeValue.fromS("")).s();
  }

  Map<String, AttributeValue> at(Map<String, AttributeValue> key) {
    return items.getOrDefault(key(key), Map.of());
  }

  void put(Map<String, AttributeValue> item) {
    items.put(key(item), item);
    String entry = text(item, "entry");
    if (!entry.isEmpty()) {
      entries.accept(entry);
    }
  }

  static boolean holds(
      @Nullable String condition,
      Map<String, AttributeValue> item,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    return condition == null || new Expressions(condition, names, values, item).holds();
  }

  static CancellationReason reason(String code) {
    return CancellationReason.builder().code(code).build();
  }

  CancellationReason reason(TransactWriteItem item) {
    boolean holds;
    if (item.update() != null) {
      var update = item.update();
      Map<String, AttributeValue> values = update.expressionAttributeValues();
      Map<String, String> names = update.expressionAttributeNames();
      holds = holds(update.conditionExpression(), at(update.key()), names, values);
    } else if (item.conditionCheck() != null) {
      var check = item.conditionCheck();
      Map<String, AttributeValue> values = check.expressionAttributeValues();
      Map<String, String> names = check.expressionAttributeNames();
      holds = holds(check.conditionExpression(), at(check.key()), names, values);
    } else {
      var put = item.put();
      Map<String, AttributeValue> values = put.expressionAttributeValues();
      holds =
          holds(put.conditionExpression(), at(put.item()), put.expressionAttributeNames(), values);
    }
    return reason(holds ? "None" : CONDITION);
  }

  void perform(TransactWriteItem item) {
    if (item.update() != null) {
      var update = item.update();
      Map<String, AttributeValue> after =
          new HashMap<>(
              new Expressions(
                      update.updateExpression(),
                      update.expressionAttributeNames(),
                      update.expressionAttributeValues(),
                      at(update.key()))
                  .updated());
      after.putAll(update.key());
      put(after);
    } else if (item.put() != null) {
      put(item.put().item());
    }
  }
}
