package io.weir.chaos.simulate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The items of a team's journal, in the order of their keys. */
final class JournalItems {

  static final String CONDITION = "ConditionalCheckFailed";

  private static final AttributeValue NO_BYTES = AttributeValue.fromB(SdkBytes.fromUtf8String(""));

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
    String entry = item.containsKey("parts") ? joined(item) : text(item, "entry");
    if (!entry.isEmpty()) {
      entries.accept(entry);
    }
  }

  void remove(Map<String, AttributeValue> key) {
    items.remove(key(key));
  }

  private static byte[] bytes(Map<String, AttributeValue> part) {
    return part.getOrDefault("bytes", NO_BYTES).b().asByteArrayUnsafe();
  }

  /** Returns an entry that is too large for an item, from its parts, which are there already. */
  private String joined(Map<String, AttributeValue> item) {
    String prefix = key(item).replace("\0entry#", "\0part#") + "#";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    items
        .subMap(prefix, prefix + Character.MAX_VALUE)
        .values()
        .forEach(part -> bytes.writeBytes(bytes(part)));
    return bytes.toString(StandardCharsets.UTF_8);
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
