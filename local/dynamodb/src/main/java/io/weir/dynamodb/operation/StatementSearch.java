package io.weir.dynamodb.operation;

import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.partiql.Statement.Select;
import io.weir.dynamodb.partiql.Statement.Where;
import io.weir.dynamodb.table.IndexDefinition;
import io.weir.dynamodb.table.KeyBytes;
import io.weir.dynamodb.table.Table;
import io.weir.dynamodb.table.View;
import io.weir.dynamodb.value.Item;
import io.weir.dynamodb.value.Order;
import io.weir.dynamodb.value.Value;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The items that a SELECT finds: by their partitions where it names them, else among all. */
final class StatementSearch {

  private static final int MAX_BYTES = 1024 * 1024;

  private final Table table;
  private final Select select;
  private final View view;
  private final List<View.Range> ranges;

  StatementSearch(Table table, Select select) {
    this.table = table;
    this.select = select;
    this.view = table.view(select.index().orElse(null));
    this.ranges = ranges(select.where());
  }

  /**
   * A part of what was found.
   *
   * @param bytes of all items that were looked at
   * @param next where the next part begins; null for none
   */
  record Found(List<Item> items, long bytes, @Nullable String next) {}

  /** Returns what the statement says of a partition's key: all of it, if it reads one partition. */
  Item partition() {
    Map<String, Value> equalities = new LinkedHashMap<>();
    for (String attribute : view.layout().schema().hash()) {
      select.where().equality(attribute).ifPresent(it -> equalities.put(attribute, it));
    }
    return Item.of(equalities);
  }

  private List<View.Range> ranges(Where where) {
    List<List<Value>> partitions = new ArrayList<>(List.of(List.of()));
    for (String attribute : view.layout().schema().hash()) {
      List<Value> values = where.equality(attribute).map(List::of).orElse(List.of());
      if (values.isEmpty()) {
        values = where.choices().getOrDefault(attribute, List.of());
      }
      if (values.isEmpty() || !values.stream().allMatch(Order::ordered)) {
        return List.of(View.Range.ALL);
      }
      List<List<Value>> longer = new ArrayList<>();
      for (List<Value> partition : partitions) {
        for (Value value : values) {
          List<Value> more = new ArrayList<>(partition);
          more.add(value);
          longer.add(more);
        }
      }
      partitions = longer;
    }
    return partitions.stream().map(it -> range(it, where)).toList();
  }

  private View.Range range(List<Value> partition, Where where) {
    KeyBytes prefix = view.layout().partition(partition);
    for (String attribute : view.layout().schema().range()) {
      Value value = where.equality(attribute).orElse(null);
      if (value == null || !Order.ordered(value)) {
        break;
      }
      prefix.add(value);
    }
    return View.Range.startingWith(prefix.bytes());
  }

  /**
   * Reads a part.
   *
   * @param from what the part before said; null for the first
   * @param limit how many items are looked at
   */
  Found read(@Nullable String from, int limit) {
    Cursor cursor = new Cursor(limit);
    int first = 0;
    byte[] after = null;
    if (from != null) {
      String[] place = from.split(":", -1);
      first = number(place[0]);
      after = decoded(place.length == 2 ? place[1] : "");
    }
    boolean forward = !select.descending();
    for (int i = first; i < ranges.size() && cursor.next == null; i++) {
      cursor.place = i;
      View.Range range = ranges.get(i);
      table.read(view, after == null ? range : range.after(after, forward), forward, cursor::visit);
      after = null;
    }
    return new Found(cursor.found, cursor.bytes, cursor.next);
  }

  private static int number(String text) {
    if (!text.matches("[0-9]{1,9}")) {
      throw invalidToken();
    }
    return Integer.parseInt(text);
  }

  private static byte[] decoded(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw invalidToken();
    }
  }

  private static DynamoDbException invalidToken() {
    return DynamoDbException.validation("Given NextToken is invalid");
  }

  /** What was read so far. */
  private final class Cursor {
    private final List<Item> found = new ArrayList<>();
    private final int limit;
    private int place;
    private int seen;
    private long bytes;
    private @Nullable String next;
    private byte @Nullable [] last;

    private Cursor(int limit) {
      this.limit = limit;
    }

    /** Stops at the item behind the part, so that a part that ends with the last has no next. */
    private boolean visit(Item item) {
      if (last != null && (seen >= limit || bytes >= MAX_BYTES)) {
        next = place + ":" + Base64.getEncoder().encodeToString(last);
        return false;
      }
      IndexDefinition index = view.index();
      Item shown = index == null ? item : index.part(item, table.definition().key());
      seen++;
      bytes += shown.size();
      last = view.layout().keyOf(item);
      if (select.where().condition().holds(shown)) {
        found.add(select.of(shown));
      }
      return true;
    }
  }
}
