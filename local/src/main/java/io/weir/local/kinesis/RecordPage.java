package io.weir.local.kinesis;

import java.time.Duration;
import java.util.List;

/**
 * Records read from a shard in one go.
 *
 * @param records in shard order, possibly none
 * @param next where to read on; also after {@link ReadFrom.Latest}, which would skip otherwise
 * @param atEnd the shard is closed and holds nothing more
 * @param behindLatest how old the last record of the page is, zero at the tip (KIN-9)
 */
public record RecordPage(
    List<StoredRecord> records, ReadFrom next, boolean atEnd, Duration behindLatest) {

  /** Copies the list. */
  public RecordPage {
    records = List.copyOf(records);
  }
}
