package io.weir.replayer.letter;

import java.time.Instant;
import java.util.List;

/**
 * A dead letter that was copied out of its queue, with what was recovered of it at that time.
 *
 * @param exportedAt when it was copied
 * @param original what lay in the queue; never an export itself
 * @param verdict how complete the records were then, as {@code recover} names it
 * @param records the records, in the shard's order; possibly none
 */
public record ExportedLetter(
    Instant exportedAt, DeadLetter original, String verdict, List<RecoveredRecord> records)
    implements DeadLetter {

  /** Takes an unmodifiable copy of the records. */
  public ExportedLetter {
    records = List.copyOf(records);
  }
}
