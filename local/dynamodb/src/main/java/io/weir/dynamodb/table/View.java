package io.weir.dynamodb.table;

import io.weir.dynamodb.value.Item;
import io.weir.dynamodb.value.Packed;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Items in the order of a key: those of a table, or those that an index has. */
public final class View {

  private final KeyLayout layout;
  private final @Nullable IndexDefinition index;
  private final TreeMap<byte[], byte[]> items = new TreeMap<>(KeyBytes.ORDER);

  View(KeyLayout layout, @Nullable IndexDefinition index) {
    this.layout = layout;
    this.index = index;
  }

  /** Returns how keys become bytes here. */
  public KeyLayout layout() {
    return layout;
  }

  /** Returns the index that this is the content of, or null for a table. */
  public @Nullable IndexDefinition index() {
    return index;
  }

  byte @Nullable [] get(byte[] key) {
    return items.get(key);
  }

  void put(byte[] key, byte[] packed) {
    items.put(key, packed);
  }

  void remove(byte[] key) {
    items.remove(key);
  }

  int size() {
    return items.size();
  }

  /** Gives items to a visitor, in order, until it wants no more or none is left. */
  void read(Range range, boolean forward, Visitor visitor) {
    NavigableMap<byte[], byte[]> part = items;
    if (range.from() != null && range.to() != null) {
      if (KeyBytes.ORDER.compare(range.from(), range.to()) >= 0) {
        return;
      }
      part = items.subMap(range.from(), true, range.to(), false);
    } else if (range.from() != null) {
      part = items.tailMap(range.from(), true);
    } else if (range.to() != null) {
      part = items.headMap(range.to(), false);
    }
    NavigableMap<byte[], byte[]> ordered = forward ? part : part.descendingMap();
    for (Map.Entry<byte[], byte[]> entry : ordered.entrySet()) {
      if (!visitor.visit(Packed.unpack(entry.getValue()))) {
        return;
      }
    }
  }

  /** Keys from one, included, to another, excluded; null is no bound. */
  public record Range(byte @Nullable [] from, byte @Nullable [] to) {

    /** All keys. */
    public static final Range ALL = new Range(null, null);

    /** Returns all keys that begin with these bytes. */
    public static Range startingWith(byte[] prefix) {
      return new Range(prefix, KeyBytes.after(prefix));
    }

    /** Returns the keys of one of several equal parts of all partitions, counted from zero. */
    public static Range segment(int segment, int segments) {
      return new Range(
          segment == 0 ? null : KeyLayout.segmentStart(segment, segments),
          segment == segments - 1 ? null : KeyLayout.segmentStart(segment + 1, segments));
    }

    /** Returns what is left of this after a key, in one direction or the other. */
    public Range after(byte[] key, boolean forward) {
      if (!forward) {
        return new Range(from, to == null || KeyBytes.ORDER.compare(key, to) < 0 ? key : to);
      }
      // The key with a zero more is the next that there can be.
      byte[] next = Arrays.copyOf(key, key.length + 1);
      return new Range(from == null || KeyBytes.ORDER.compare(next, from) > 0 ? next : from, to);
    }
  }

  /** Takes items one after the other. */
  @FunctionalInterface
  public interface Visitor {
    /** Takes a whole item, and says whether it wants more. */
    boolean visit(Item item);
  }
}
