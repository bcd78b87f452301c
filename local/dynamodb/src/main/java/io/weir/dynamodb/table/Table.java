package io.weir.dynamodb.table;

import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.value.Item;
import io.weir.dynamodb.value.Packed;
import io.weir.dynamodb.value.Sizes;
import io.weir.dynamodb.value.ValueJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** A table: its definition, its items and its indexes. One writes at a time, or several read. */
public final class Table {

  private final Identity identity;
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final View items;
  private volatile TableDefinition definition;
  private volatile Map<String, View> indexes = Map.of();
  private volatile @Nullable Expiry expiry;
  private volatile Map<String, String> tags = Map.of();
  private long bytes;

  /** What tells a table from others of its name, before it and after. */
  public record Identity(String id, String arn, Instant created) {}

  /** How many items a table or an index has, and how large they are. */
  public record Totals(long items, long bytes) {}

  Table(Identity identity, TableDefinition definition) {
    this.identity = identity;
    this.definition = definition;
    this.items = new View(new KeyLayout(definition.key(), null), null);
    redefine(definition);
  }

  /** Returns what tells this table from others. */
  public Identity identity() {
    return identity;
  }

  /** Returns what the table is now. */
  public TableDefinition definition() {
    return definition;
  }

  /** Returns the table's name. */
  public String name() {
    return definition.name();
  }

  /** Returns the attribute by which items expire, or null. */
  public @Nullable String timeToLive() {
    Expiry known = expiry;
    return known == null ? null : known.attribute();
  }

  /** Returns the table's tags. */
  public Map<String, String> tags() {
    return tags;
  }

  /** Returns the items, or those of an index. */
  public View view(@Nullable String index) {
    if (index == null) {
      return items;
    }
    View view = indexes.get(index);
    if (view == null) {
      throw DynamoDbException.validation("The table does not have the specified index: " + index);
    }
    return view;
  }

  /** Returns an item, or null. */
  public @Nullable Item get(Item key) {
    byte[] bytesOfKey = keyOf(key);
    lock.readLock().lock();
    try {
      byte[] packed = items.get(bytesOfKey);
      return packed == null ? null : Packed.unpack(packed);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Gives items of a view to a visitor, in order, until it wants no more or none is left. */
  public void read(View view, View.Range range, boolean forward, View.Visitor visitor) {
    lock.readLock().lock();
    try {
      view.read(range, forward, visitor);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Returns how much the table has, or an index. */
  public Totals totals(@Nullable String index) {
    lock.readLock().lock();
    try {
      View view = index == null ? items : indexes.get(index);
      return index == null || view == null
          ? new Totals(items.size(), bytes)
          : new Totals(view.size(), 0);
    } finally {
      lock.readLock().unlock();
    }
  }

  Lock readLock() {
    return lock.readLock();
  }

  Lock writeLock() {
    return lock.writeLock();
  }

  void expireBy(@Nullable String attribute) {
    if (attribute == null) {
      expiry = null;
      return;
    }
    Expiry started = new Expiry(attribute, items.layout());
    items.read(
        View.Range.ALL,
        true,
        item -> {
          started.changed(null, item);
          return true;
        });
    expiry = started;
  }

  /** Returns writes that take away items which are past their time, at most so many. */
  List<Write> due(Instant now, int most) {
    Expiry known = expiry;
    if (known == null) {
      return List.of();
    }
    lock.readLock().lock();
    try {
      return known.due(now, most).stream()
          .map(key -> Write.delete(this, key, item -> known.past(item, now)))
          .toList();
    } finally {
      lock.readLock().unlock();
    }
  }

  void tag(Map<String, String> all) {
    // In their order, which Map.copyOf would not keep: answers are the same in each process.
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(all));
  }

  /** Says what a write would do. The caller has the lock for writing until it is committed. */
  Attempt attempt(Write write, byte[] key, Instant now) {
    byte[] packed = items.get(key);
    Item before = packed == null ? null : Packed.unpack(packed);
    try {
      if (!write.condition().test(before == null ? Item.empty() : before)) {
        return new Attempt.Refused(DynamoDbException.conditionFailed(), before);
      }
      Item after = write.mutation().apply(before);
      if (after != null && write.kind() != Write.Kind.CHECK) {
        requireFit(after, write.kind());
      }
      Change change = new Change(this, write.key(), before, after, now);
      return new Attempt.Ready(change, key, after == null ? null : after.packed());
    } catch (DynamoDbException e) {
      return new Attempt.Refused(e, before);
    }
  }

  /** Requires that a put's item fits, before it is tried: what a batch looks at first. */
  public static void requireFit(Write write) {
    if (write.kind() == Write.Kind.PUT) {
      Item after = write.mutation().apply(null);
      if (after != null) {
        write.table().requireFit(after, write.kind());
      }
    }
  }

  private void requireFit(Item after, Write.Kind kind) {
    if (after.size() > Item.MAX_SIZE) {
      throw DynamoDbException.validation(
          kind == Write.Kind.UPDATE
              ? "Item size to update has exceeded the maximum allowed size"
              : "Item size has exceeded the maximum allowed size");
    }
    if (kind == Write.Kind.UPDATE && Sizes.levels(after.attributes().values()) > Item.MAX_LEVELS) {
      throw ValueJson.tooDeep();
    }
    KeyRules.requireIndexKeys(definition, after);
  }

  /** Does what an attempt said. */
  void commit(Attempt.Ready ready) {
    Change change = ready.change();
    if (!change.changed()) {
      return;
    }
    for (View view : indexes.values()) {
      reindex(view, change, ready.packed());
    }
    if (ready.packed() == null) {
      items.remove(ready.key());
    } else {
      items.put(ready.key(), ready.packed());
    }
    bytes += sizeOf(change.after()) - sizeOf(change.before());
    Expiry known = expiry;
    if (known != null) {
      known.changed(change.before(), change.after());
    }
  }

  private static long sizeOf(@Nullable Item item) {
    return item == null ? 0 : item.size();
  }

  private static void reindex(View view, Change change, byte @Nullable [] packed) {
    byte[] old = change.before() == null ? null : view.layout().keyOf(change.before());
    byte[] now = change.after() == null ? null : view.layout().keyOf(change.after());
    if (old != null && (now == null || KeyBytes.ORDER.compare(old, now) != 0)) {
      view.remove(old);
    }
    if (now != null && packed != null) {
      view.put(now, packed);
    }
  }

  /** Puts an item that was kept elsewhere. */
  void restore(byte[] packed) {
    Item item = Packed.unpack(packed);
    commit(
        new Attempt.Ready(new Change(this, item, null, item, Instant.EPOCH), keyOf(item), packed));
  }

  /** Takes another definition, and fills indexes that are new. */
  void redefine(TableDefinition other) {
    Map<String, View> views = new LinkedHashMap<>();
    for (IndexDefinition index : other.indexes()) {
      View known = indexes.get(index.name());
      views.put(index.name(), known == null ? filled(index, other) : known);
    }
    indexes = views;
    definition = other;
  }

  private View filled(IndexDefinition index, TableDefinition other) {
    View view = new View(new KeyLayout(index.key(), items.layout()), index);
    items.read(
        View.Range.ALL,
        true,
        item -> {
          byte[] key = hasTypes(index, other, item) ? view.layout().keyOf(item) : null;
          if (key != null) {
            view.put(key, Objects.requireNonNull(items.get(keyOf(item))));
          }
          return true;
        });
    return view;
  }

  /** An index that comes later leaves out items whose values are not of its key's types. */
  private static boolean hasTypes(IndexDefinition index, TableDefinition other, Item item) {
    List<String> wrong = new ArrayList<>(index.key().all());
    wrong.removeIf(
        name -> {
          var value = item.get(name);
          return value == null || value.type().equals(other.typeOf(name));
        });
    return wrong.isEmpty();
  }

  byte[] keyOf(Item item) {
    return Objects.requireNonNull(items.layout().keyOf(item), "incomplete key");
  }
}
