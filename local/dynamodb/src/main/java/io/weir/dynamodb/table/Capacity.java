package io.weir.dynamodb.table;

import io.weir.dynamodb.value.Item;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Units that requests consume of a table and of its indexes; added up as a request goes. */
public final class Capacity {

  private static final int READ_UNIT = 4096;
  private static final int WRITE_UNIT = 1024;

  private double table;
  private final Map<String, Double> indexes = new LinkedHashMap<>();

  /** Returns the units of reading so many bytes. */
  public static double readUnits(long bytes, boolean consistent) {
    double units = Math.max(1, (bytes + READ_UNIT - 1) / READ_UNIT);
    return consistent ? units : units / 2;
  }

  private static double writeUnits(@Nullable Item before, @Nullable Item after) {
    int size = Math.max(before == null ? 0 : before.size(), after == null ? 0 : after.size());
    return Math.max(1, (size + WRITE_UNIT - 1) / WRITE_UNIT);
  }

  /** Adds units of the table, or of an index. */
  public void add(@Nullable String index, double units) {
    if (index == null) {
      table += units;
    } else {
      indexes.merge(index, units, Double::sum);
    }
  }

  /** Adds what a write consumed, by a factor that is two in transactions. */
  public void add(Change change, double factor) {
    add((String) null, factor * writeUnits(change.before(), change.after()));
    TableDefinition definition = change.table().definition();
    for (IndexDefinition index : definition.indexes()) {
      double units = indexUnits(index, definition.key(), change);
      if (units > 0) {
        add(index.name(), factor * units);
      }
    }
  }

  private static double indexUnits(IndexDefinition index, KeySchema tableKey, Change change) {
    Item before = entry(index, tableKey, change.before());
    Item after = entry(index, tableKey, change.after());
    if (Objects.equals(before, after)) {
      return 0;
    }
    boolean moved =
        before != null
            && after != null
            && !before.only(index.key().all()).equals(after.only(index.key().all()));
    return moved ? writeUnits(before, null) + writeUnits(null, after) : writeUnits(before, after);
  }

  private static @Nullable Item entry(
      IndexDefinition index, KeySchema tableKey, @Nullable Item item) {
    boolean there = item != null && index.key().all().stream().allMatch(item::has);
    return there && item != null ? index.part(item, tableKey) : null;
  }

  /** Returns the units of the table alone. */
  public double ofTable() {
    return table;
  }

  /** Returns the units of each index that any were consumed of. */
  public Map<String, Double> ofIndexes() {
    return indexes;
  }

  /** Returns the units of table and indexes. */
  public double total() {
    return table + indexes.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
