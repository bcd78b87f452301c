package io.weir.replayer.route;

import java.util.Collections;
import java.util.List;

/**
 * Looks in the table for what proves a record stored.
 *
 * <p>It never throws for a fault of the table: that is {@link TableState#UNREADABLE}.
 */
@FunctionalInterface
public interface Proof {

  /** There is no table. */
  Proof NONE =
      new Proof() {
        @Override
        public List<TableState> look(List<Work> records) {
          return Collections.nCopies(records.size(), TableState.NO_TABLE);
        }

        @Override
        public boolean hasTable() {
          return false;
        }
      };

  /** Returns one finding per record in the records' order, read consistently. */
  List<TableState> look(List<Work> records);

  /**
   * Tells whether there is a table. Where there is one, nothing but this run's look into it lets a
   * message go; without one, a copy of each message is kept.
   */
  default boolean hasTable() {
    return true;
  }
}
