package io.weir.local.testing;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractAssert;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Assertions on a table; each failure tells the table and the whole run. */
public final class TableAssert extends AbstractAssert<TableAssert, Table> {

  private static final int MOST_ITEMS = 20;

  TableAssert(Table actual) {
    super(actual, TableAssert.class);
  }

  /** The table has this many items. */
  public TableAssert hasItems(int count) {
    List<Map<String, AttributeValue>> items = actual.items();
    if (items.size() != count) {
      throw because("Expected %d item(s), found %d".formatted(count, items.size()), items);
    }
    return this;
  }

  /** Exactly one item has this text in this attribute. */
  public TableAssert holdsOne(String attribute, String text) {
    return holds(1, attribute, text);
  }

  /** No item has this text in this attribute. */
  public TableAssert holdsNone(String attribute, String text) {
    return holds(0, attribute, text);
  }

  private TableAssert holds(long count, String attribute, String text) {
    List<Map<String, AttributeValue>> items = actual.items();
    AttributeValue wanted = AttributeValue.fromS(text);
    long found = items.stream().filter(item -> wanted.equals(item.get(attribute))).count();
    if (found != count) {
      throw because(
          "Expected %d item(s) with %s = \"%s\", found %d".formatted(count, attribute, text, found),
          items);
    }
    return this;
  }

  private AssertionError because(String message, List<Map<String, AttributeValue>> items) {
    StringBuilder text = new StringBuilder(message).append("\nTable ").append(actual.name());
    text.append(items.isEmpty() ? ": empty\n" : ":\n");
    items.stream().limit(MOST_ITEMS).forEach(item -> text.append("  ").append(item).append('\n'));
    return failure("%s", text.append(actual.trace().describe()).toString());
  }
}
