package io.weir.handler.store;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The texts of a table's inserts. An item's attributes are the same for nearly every event, so that
 * a text is put together once and not for each.
 */
final class InsertText {
  private final String table;
  private final Map<Set<String>, String> texts = new ConcurrentHashMap<>();

  InsertText(String table) {
    this.table = table;
  }

  /** Returns the statement with a parameter for each attribute, in the attributes' order. */
  String of(Set<String> attributes) {
    String known = texts.get(attributes);
    if (known != null) {
      return known;
    }
    String text =
        attributes.stream()
            .map(name -> "'" + name + "': ?")
            .collect(Collectors.joining(", ", "INSERT INTO \"" + table + "\" VALUE {", "}"));
    texts.put(Set.copyOf(attributes), text);
    return text;
  }
}
