package io.weir.replayer.act;

import java.util.Collections;
import java.util.List;

/**
 * Looks in the table for what proves a record home.
 *
 * <p>It never throws for a fault of the table: that is {@link Finding#UNREADABLE}.
 */
@FunctionalInterface
public interface Proof {

  /** There is no table. */
  Proof NONE = records -> Collections.nCopies(records.size(), Finding.NO_TABLE);

  /** Returns one finding per record in the records' order, read consistently. */
  List<Finding> look(List<Work> records);
}
