package io.weir.local.kinesis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of a shard that have not expired. Each has an ordinal, one more than the record in
 * front of it, so a position is an index and nothing is searched for. Not thread-safe.
 */
final class RetainedRecords {

  private final ArrayList<StoredRecord> records = new ArrayList<>();
  private long firstOrdinal;
  private int trimmed;

  RetainedRecords(long firstOrdinal) {
    this.firstOrdinal = firstOrdinal;
  }

  long firstOrdinal() {
    return firstOrdinal;
  }

  long nextOrdinal() {
    return firstOrdinal + records.size() - trimmed;
  }

  boolean holds(long ordinal) {
    return ordinal >= firstOrdinal && ordinal < nextOrdinal();
  }

  StoredRecord at(long ordinal) {
    return records.get(Math.toIntExact(ordinal - firstOrdinal) + trimmed);
  }

  void add(StoredRecord newest) {
    records.add(newest);
  }

  /** Forgets what arrived before the horizon. */
  void trim(Instant horizon) {
    while (trimmed < records.size() && records.get(trimmed).arrivedAt().isBefore(horizon)) {
      trimmed++;
      firstOrdinal++;
    }
    if (trimmed > records.size() / 2) {
      records.subList(0, trimmed).clear(); // moves fewer than it drops, so trimming stays cheap
      trimmed = 0;
    }
  }

  /** Returns the ordinal of the first record that arrived at an instant or after it. */
  long firstSince(Instant instant) {
    long low = firstOrdinal;
    long high = nextOrdinal();
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (at(middle).arrivedAt().isBefore(instant)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Returns records from an ordinal on; at least one, however large, if there is one. */
  List<StoredRecord> slice(long ordinal, int limit, long maxBytes) {
    List<StoredRecord> slice = new ArrayList<>();
    long bytes = 0;
    for (long i = ordinal; holds(i) && slice.size() < limit; i++) {
      StoredRecord next = at(i);
      bytes += next.size();
      if (bytes > maxBytes && !slice.isEmpty()) {
        break;
      }
      slice.add(next);
    }
    return slice;
  }
}
