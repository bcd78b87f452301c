package io.weir.replayer.examine;

import io.weir.replayer.recover.Recovery;
import java.util.List;

/**
 * A dead letter, what was recovered of it, and what is known of each of its records.
 *
 * @param recovery the letter and how much of it is in hand
 * @param records its records' events, in the shard's order
 */
public record ExaminedLetter(Recovery recovery, List<Examined> records) {

  /** Takes an unmodifiable copy of the records. */
  public ExaminedLetter {
    records = List.copyOf(records);
  }
}
