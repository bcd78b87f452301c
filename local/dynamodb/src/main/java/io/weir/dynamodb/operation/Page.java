package io.weir.dynamodb.operation;

import io.weir.dynamodb.expression.Condition;
import io.weir.dynamodb.table.IndexDefinition;
import io.weir.dynamodb.table.Table;
import io.weir.dynamodb.table.View;
import io.weir.dynamodb.value.Item;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one request reads of a range: up to a count of items, and a megabyte. */
public final class Page {

  private static final long MAX_BYTES = 1024 * 1024;

  private final List<Item> items = new ArrayList<>();
  private int scanned;
  private long bytes;
  private @Nullable Item last;
  private boolean more;

  /** Where to read, in which order, and how much at most. */
  public record Plan(Table table, View view, View.Range range, boolean forward, long limit) {}

  /** Reads; the filter is asked of what the view has of an item. */
  public static Page read(Plan plan, Condition filter, boolean whole) {
    Page page = new Page();
    IndexDefinition index = plan.view().index();
    plan.table()
        .read(
            plan.view(),
            plan.range(),
            plan.forward(),
            item -> {
              Item part = index == null ? item : index.part(item, plan.table().definition().key());
              return page.take(whole ? item : part, part.size(), plan.limit(), filter);
            });
    return page;
  }

  private boolean take(Item item, int size, long limit, Condition filter) {
    if (scanned > 0 && bytes + size > MAX_BYTES) {
      more = true;
      return false;
    }
    scanned++;
    bytes += size;
    last = item;
    if (filter.holds(item)) {
      items.add(item);
    }
    more = scanned >= limit;
    return !more;
  }

  /** Returns the items that satisfy the filter. */
  public List<Item> items() {
    return items;
  }

  /** Returns how many items were read. */
  public int scanned() {
    return scanned;
  }

  /** Returns how many bytes were read. */
  public long bytes() {
    return bytes;
  }

  /** Returns the last item that was read, if reading stopped before the range's end; else null. */
  public @Nullable Item last() {
    return more ? last : null;
  }
}
