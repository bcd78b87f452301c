package io.weir.dynamodb.table;

import io.weir.dynamodb.value.Item;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides whether items may be read or written now, and hears what that consumed. */
public interface Admission {

  /** Lets everything pass. */
  Admission ALWAYS =
      new Admission() {
        @Override
        public void admit(Access access) {}

        @Override
        public void consumed(Access access, Supplier<Capacity> units) {}
      };

  /**
   * Lets an access pass.
   *
   * @throws io.weir.dynamodb.error.DynamoDbException if it may not be now
   */
  void admit(Access access);

  /** Hears what an access consumed; the units are asked for only if they count. */
  void consumed(Access access, Supplier<Capacity> units);

  /**
   * What is to be read or written.
   *
   * @param index the index that is read; null for the table
   * @param item what is known of the item before: all of one that is put, of another its key, of a
   *     range that is read the partition, of a scan nothing
   */
  record Access(Table table, @Nullable String index, boolean writes, Item item) {

    /** Returns the reading of an item, or of a part of a table. */
    public static Access reading(Table table, @Nullable String index, Item item) {
      return new Access(table, index, false, item);
    }

    static Access writing(Write write) {
      Item put = write.kind() == Write.Kind.PUT ? write.mutation().apply(null) : null;
      return new Access(write.table(), null, true, put == null ? write.key() : put);
    }
  }
}
