package io.weir.replayer.recover;

import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.RecoveredRecord;
import java.util.List;

/**
 * What was recovered of one dead letter.
 *
 * @param letter the letter
 * @param verdict how much of it is in hand
 * @param records the records in hand, in the shard's order; never one outside the letter's range
 * @param expiry when they will be lost
 */
public record Recovery(
    Letter letter, RecoveryStatus verdict, List<RecoveredRecord> records, Expiry expiry) {

  /** Takes an unmodifiable copy of the records. */
  public Recovery {
    records = List.copyOf(records);
  }
}
