package io.weir.dynamodb.table;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where tables and items are kept beyond the process. All calls about one table come one after the
 * other, in the order in which things happened.
 */
public interface Storage extends AutoCloseable {

  /** Takes a table that is new, or has changed in any way but its items. */
  void saved(Table table);

  /** Forgets a table and its items. */
  void dropped(Table table);

  /**
   * Takes what one request changed, all or nothing, without waiting for the disk.
   *
   * @return what waits until the writes are safe; called when no lock is held
   */
  Confirmation written(List<StoredWrite> writes);

  /** Gives back all that was kept. */
  void restore(Tables.Restoring tables);

  @Override
  void close();

  /** An item's new bytes, or null for none, at its key's bytes. */
  record StoredWrite(Table table, byte[] key, byte @Nullable [] packed) {}

  /** What a table is beside its items. */
  record StoredTable(
      Table.Identity identity,
      TableDefinition definition,
      @Nullable String timeToLive,
      Map<String, String> tags) {}

  /** Waits until what was written is safe. */
  @FunctionalInterface
  interface Confirmation {
    /** Returns when it is, or throws. */
    void await();
  }

  /** Returns a storage that keeps nothing. */
  static Storage none() {
    return new Storage() {
      @Override
      public void saved(Table table) {}

      @Override
      public void dropped(Table table) {}

      @Override
      public Confirmation written(List<StoredWrite> writes) {
        return () -> {};
      }

      @Override
      public void restore(Tables.Restoring tables) {}

      @Override
      public void close() {}
    };
  }
}
