package io.weir.handler.store;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
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
  private final Map<Set<String>, byte[]> heads = new ConcurrentHashMap<>();

  InsertText(String table) {
    this.table = table;
  }

  /**
   * Returns the statement with a parameter for each attribute, in the attributes' order, as JSON up
   * to where the parameters begin.
   */
  byte[] head(Set<String> attributes) {
    byte[] known = heads.get(attributes);
    if (known != null) {
      return known;
    }
    String text =
        attributes.stream()
            .map(name -> "'" + name + "': ?")
            .collect(Collectors.joining(", ", "INSERT INTO \"" + table + "\" VALUE {", "}"));
    String quoted = String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text));
    byte[] head =
        ("{\"Statement\":\"" + quoted + "\",\"Parameters\":[").getBytes(StandardCharsets.UTF_8);
    heads.put(Set.copyOf(attributes), head);
    return head;
  }
}
