package io.weir.dynamodb.table;

import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.value.Item;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All tables, and the one place where items change: listeners hear of each change, and the storage
 * takes it, before the next write of the same table.
 */
public final class Tables {

  private static final int EXPIRED_AT_ONCE = 1000;

  private final InstantSource clock;
  private final Storage storage;
  private final ConcurrentNavigableMap<String, Table> tables = new ConcurrentSkipListMap<>();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private volatile Admission admission = Admission.ALWAYS;

  /** Hears of what happens to tables; called with the table's lock held, so it must be quick. */
  public interface Listener {
    /** Hears of a table that is new or was redefined; before is null for a new one. */
    default void defined(Table table, @Nullable TableDefinition before) {}

    /** Hears that a table is gone. */
    default void dropped(Table table) {}

    /** Hears what one request changed, and nothing of what stayed as it was. */
    default void changed(List<Change> changes) {}

    /** Hears of items that were taken away because their time was over, as of other changes. */
    default void expired(List<Change> changes) {
      changed(changes);
    }
  }

  /** Takes back what a storage kept. */
  public interface Restoring {
    /** Takes a table, without its items. */
    Table table(Storage.StoredTable stored);

    /** Takes an item. */
    void item(Table table, byte[] packed);
  }

  /** Starts with what the storage kept. */
  public Tables(InstantSource clock, Storage storage) {
    this.clock = clock;
    this.storage = storage;
    storage.restore(
        new Restoring() {
          @Override
          public Table table(Storage.StoredTable stored) {
            Table table = new Table(stored.identity(), stored.definition());
            table.expireBy(stored.timeToLive());
            table.tag(stored.tags());
            tables.put(table.name(), table);
            return table;
          }

          @Override
          public void item(Table table, byte[] packed) {
            table.restore(packed);
          }
        });
  }

  /** Adds one that hears of changes from now on, and of the tables that there are. */
  public void listen(Listener listener) {
    listeners.add(listener);
    tables.values().forEach(it -> listener.defined(it, null));
  }

  /** Has another decide what may be read and written, from now on. */
  public void admitBy(Admission other) {
    admission = other;
  }

  /** Returns what decides; writes ask it by themselves. */
  public Admission admission() {
    return admission;
  }

  /** Returns the time by the engine's clock. */
  public Instant now() {
    return clock.instant();
  }

  /** Returns a table, or null. */
  public @Nullable Table find(String name) {
    return tables.get(name);
  }

  /** Returns a table, which must be there. */
  public Table named(String name) {
    Table table = tables.get(name);
    if (table == null) {
      throw DynamoDbException.notFound("Requested resource not found");
    }
    return table;
  }

  /** Returns all tables in the order of their names. */
  public ConcurrentNavigableMap<String, Table> all() {
    return tables;
  }

  /** Creates a table. */
  public Table create(Table.Identity identity, TableDefinition definition) {
    Table table = new Table(identity, definition);
    return locked(
        List.of(table),
        () -> {
          if (tables.putIfAbsent(definition.name(), table) != null) {
            throw DynamoDbException.of(
                "ResourceInUseException", "Table already exists: " + definition.name());
          }
          storage.saved(table);
          listeners.forEach(it -> it.defined(table, null));
          return table;
        });
  }

  /** Drops a table. */
  public void drop(Table table) {
    locked(
        List.of(table),
        () -> {
          if (tables.remove(table.name(), table)) {
            storage.dropped(table);
            listeners.forEach(it -> it.dropped(table));
          }
          return table;
        });
  }

  /** Changes what a table is. */
  public void redefine(Table table, UnaryOperator<TableDefinition> change) {
    locked(
        List.of(table),
        () -> {
          TableDefinition before = table.definition();
          table.redefine(change.apply(before));
          storage.saved(table);
          listeners.forEach(it -> it.defined(table, before));
          return table;
        });
  }

  /** Changes the attribute by which items expire; null for none. */
  public void expireBy(Table table, @Nullable String attribute) {
    locked(
        List.of(table),
        () -> {
          table.expireBy(attribute);
          storage.saved(table);
          return table;
        });
  }

  /** Takes away items that are past their time, a bounded number of each table. */
  public void expire() {
    Instant now = clock.instant();
    for (Table table : tables.values()) {
      if (table.timeToLive() == null) {
        continue;
      }
      for (Write write : table.due(now, EXPIRED_AT_ONCE)) {
        written(List.of(write), Purpose.EXPIRY);
      }
    }
  }

  /** Replaces a table's tags. */
  public void tag(Table table, UnaryOperator<Map<String, String>> change) {
    locked(
        List.of(table),
        () -> {
          table.tag(change.apply(table.tags()));
          storage.saved(table);
          return table;
        });
  }

  /** Does a write, or says why not. */
  public Attempt write(Write write) {
    return written(List.of(write), Purpose.REQUEST).get(0);
  }

  /** Does all of these writes, or none if one is refused; says for each what it would do. */
  public List<Attempt> writeAll(List<Write> writes) {
    return written(writes, Purpose.TRANSACTION);
  }

  /** What writes are for, which decides what they consume. */
  private enum Purpose {
    REQUEST(1),
    TRANSACTION(2),
    EXPIRY(0);

    private final int factor;

    Purpose(int factor) {
      this.factor = factor;
    }
  }

  private List<Attempt> written(List<Write> writes, Purpose purpose) {
    List<Attempt> attempts = new ArrayList<>(writes.size());
    List<byte[]> keys = keysOf(writes);
    locked(tablesOf(writes), () -> attemptAndCommit(writes, keys, attempts, purpose)).await();
    return attempts;
  }

  private Storage.Confirmation attemptAndCommit(
      List<Write> writes, List<byte[]> keys, List<Attempt> attempts, Purpose purpose) {
    Instant now = clock.instant();
    boolean refused = false;
    for (int i = 0; i < writes.size(); i++) {
      Write write = writes.get(i);
      if (tables.get(write.table().name()) != write.table()) {
        throw DynamoDbException.notFound("Requested resource not found");
      }
      Attempt attempt = attempt(write, keys.get(i), now, purpose);
      refused |= attempt instanceof Attempt.Refused;
      attempts.add(attempt);
    }
    return refused ? () -> {} : commit(attempts, purpose == Purpose.EXPIRY);
  }

  /** Tries a write that is admitted; a condition that fails consumes, too (DDB-46). */
  private Attempt attempt(Write write, byte[] key, Instant now, Purpose purpose) {
    if (purpose == Purpose.EXPIRY || admission == Admission.ALWAYS) {
      return write.table().attempt(write, key, now);
    }
    Admission.Access access = Admission.Access.writing(write);
    try {
      admission.admit(access);
    } catch (DynamoDbException e) {
      if (e.status() == DynamoDbException.BAD_REQUEST) {
        return new Attempt.Refused(e, null);
      }
      throw e;
    }
    Attempt attempt = write.table().attempt(write, key, now);
    admission.consumed(access, () -> units(write, attempt, now, purpose.factor));
    return attempt;
  }

  private static Capacity units(Write write, Attempt attempt, Instant now, double factor) {
    Capacity units = new Capacity();
    if (attempt instanceof Attempt.Ready ready) {
      units.add(ready.change(), factor);
    } else {
      Item there = ((Attempt.Refused) attempt).item();
      units.add(new Change(write.table(), write.key(), there, there, now), factor);
    }
    return units;
  }

  private Storage.Confirmation commit(List<Attempt> attempts, boolean expired) {
    List<Storage.StoredWrite> stored = new ArrayList<>(attempts.size());
    List<Change> changes = new ArrayList<>(attempts.size());
    for (Attempt attempt : attempts) {
      Attempt.Ready ready = (Attempt.Ready) attempt;
      Change change = ready.change();
      if (change.changed()) {
        change.table().commit(ready);
        stored.add(new Storage.StoredWrite(change.table(), ready.key(), ready.packed()));
        changes.add(change);
      }
    }
    if (changes.isEmpty()) {
      return () -> {};
    }
    Storage.Confirmation confirmation = storage.written(stored);
    for (Listener listener : listeners) {
      if (expired) {
        listener.expired(changes);
      } else {
        listener.changed(changes);
      }
    }
    return confirmation;
  }

  private static List<byte[]> keysOf(List<Write> writes) {
    List<byte[]> keys = new ArrayList<>(writes.size());
    for (Write write : writes) {
      keys.add(write.table().keyOf(write.key()));
    }
    return keys;
  }

  private static List<Table> tablesOf(List<Write> writes) {
    if (writes.size() == 1) {
      return List.of(writes.get(0).table());
    }
    return writes.stream().map(Write::table).distinct().toList();
  }

  /** Reads several items as of one moment. */
  public <T> T readTogether(List<Table> involved, Supplier<T> reader) {
    List<Lock> locks = ordered(involved).stream().map(Table::readLock).toList();
    return holding(locks, reader);
  }

  private static <T> T locked(List<Table> involved, Supplier<T> action) {
    if (involved.size() == 1) {
      Lock lock = involved.get(0).writeLock();
      lock.lock();
      try {
        return action.get();
      } finally {
        lock.unlock();
      }
    }
    List<Lock> locks = ordered(involved).stream().map(Table::writeLock).toList();
    return holding(locks, action);
  }

  /** Each takes locks in the order of the tables' names, so no two wait for each other. */
  private static List<Table> ordered(List<Table> involved) {
    List<Table> ordered = new ArrayList<>(involved);
    ordered.sort(Comparator.comparing(Table::name).thenComparing(it -> it.identity().id()));
    return ordered;
  }

  private static <T> T holding(List<Lock> locks, Supplier<T> action) {
    locks.forEach(Lock::lock);
    try {
      return action.get();
    } finally {
      List<Lock> reversed = new ArrayList<>(locks);
      Collections.reverse(reversed);
      reversed.forEach(Lock::unlock);
    }
  }

  /** Closes the storage. */
  public void close() {
    storage.close();
  }
}
