package io.weir.chaos.siege;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The journal that operators share, as its table has it: read without the replayer's code. */
final class JournalRows {

  private static final String ENTRY = "entry#";
  private static final String PART = "part#";
  private static final AttributeValue NONE = AttributeValue.fromS("");

  private JournalRows() {}

  /** Returns every entry's JSON, oldest first. */
  static List<String> read(DynamoDbClient dynamoDb, String table) {
    NavigableMap<String, Map<String, AttributeValue>> rows = new TreeMap<>();
    dynamoDb
        .scanPaginator(request -> request.tableName(table).consistentRead(true))
        .items()
        .forEach(row -> rows.put(String.valueOf(row.getOrDefault("sk", NONE).s()), row));
    List<String> entries = new ArrayList<>();
    rows.tailMap(ENTRY, true)
        .headMap(after(ENTRY), false)
        .forEach((when, row) -> entries.add(text(when, row, rows)));
    return entries;
  }

  /** An entry too large for a row is in parts, in rows of their own. */
  private static String text(
      String when,
      Map<String, AttributeValue> row,
      NavigableMap<String, Map<String, AttributeValue>> rows) {
    if (!row.containsKey("parts")) {
      return String.valueOf(row.getOrDefault("entry", NONE).s());
    }
    String parts = PART + when.substring(ENTRY.length()) + "#";
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    rows.subMap(parts, true, after(parts), false)
        .values()
        .forEach(
            part -> {
              AttributeValue bytes = part.getOrDefault("bytes", NONE);
              all.writeBytes(bytes.b() == null ? new byte[0] : bytes.b().asByteArrayUnsafe());
            });
    return all.toString(UTF_8);
  }

  /** Returns the end of all that begins so: the hash sign's successor. */
  private static String after(String prefix) {
    return prefix.substring(0, prefix.length() - 1) + (char) ('#' + 1);
  }
}
