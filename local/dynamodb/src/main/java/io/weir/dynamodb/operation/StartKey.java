package io.weir.dynamodb.operation;

import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.table.KeyBytes;
import io.weir.dynamodb.table.Table;
import io.weir.dynamodb.table.View;
import io.weir.dynamodb.value.Item;
import io.weir.dynamodb.value.Value;
import java.util.List;
import java.util.Set;

/** The key that a page ended with, after which the next goes on. */
final class StartKey {

  private static final String MEMBER = "ExclusiveStartKey";

  private StartKey() {}

  /** Returns what is left of a range after the request's start key, if it gives one. */
  static View.Range after(
      Parameters request, Table table, View view, View.Range range, boolean forward) {
    if (!request.has(MEMBER)) {
      return range;
    }
    Item start = Drafts.item(request, MEMBER);
    List<String> names = view.layout().attributes();
    boolean right = start.attributes().keySet().equals(Set.copyOf(names));
    for (String name : names) {
      Value value = start.get(name);
      right = right && value != null && value.type().equals(table.definition().typeOf(name));
    }
    byte[] key = right ? view.layout().keyOf(start) : null;
    if (key == null) {
      throw DynamoDbException.validation(
          view.index() == null
              ? "The provided starting key is invalid: The provided key element does not match the"
                  + " schema"
              : "The provided starting key is invalid");
    }
    boolean inside =
        (range.from() == null || KeyBytes.ORDER.compare(key, range.from()) >= 0)
            && (range.to() == null || KeyBytes.ORDER.compare(key, range.to()) < 0);
    if (!inside) {
      throw DynamoDbException.validation(
          request.has("Segment")
              ? "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use"
                  + " ExclusiveStartKey with correct Segment. TotalSegments: "
                  + request.number("TotalSegments")
                  + " Segment: "
                  + request.number("Segment")
              : "The provided starting key is outside query boundaries based on provided"
                  + " conditions");
    }
    return range.after(key, forward);
  }
}
