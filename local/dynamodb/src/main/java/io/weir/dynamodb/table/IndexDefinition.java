package io.weir.dynamodb.table;

import io.weir.dynamodb.value.Item;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A secondary index: its key, and which attributes it has of each item. */
public record IndexDefinition(
    String name, boolean global, KeySchema key, Projected projected, Throughput throughput) {

  /** Which attributes an index has: ALL, KEYS_ONLY, or with INCLUDE some others. */
  public record Projected(String type, List<String> others) {
    /** Says whether it is each attribute. */
    public boolean all() {
      return type.equals("ALL");
    }
  }

  /**
   * Units of reading and writing a second: what is provisioned, or the most that a table which is
   * paid by request may use; zero for no such maximum.
   */
  public record Throughput(long read, long write) {
    /** The throughput of a table that is paid by request, without a maximum. */
    public static final Throughput NONE = new Throughput(0, 0);
  }

  /** Returns the names of the attributes that the index has, unless it has all. */
  public Set<String> attributes(KeySchema tableKey) {
    Set<String> names = new LinkedHashSet<>(tableKey.all());
    names.addAll(key.all());
    names.addAll(projected.others());
    return names;
  }

  /** Returns what the index has of an item. */
  public Item part(Item item, KeySchema tableKey) {
    if (projected.all()) {
      return item;
    }
    Set<String> names = attributes(tableKey);
    return item.only(item.attributes().keySet().stream().filter(names::contains).toList());
  }

  /** Returns this index with another throughput. */
  public IndexDefinition with(Throughput other) {
    return new IndexDefinition(name, global, key, projected, other);
  }
}
