package io.weir.replayer.plan;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a plan says about one dead letter.
 *
 * @param message the message's id
 * @param bodyHash the SHA-256 of its body when the plan was made
 * @param verdict how much of it could be recovered
 * @param records its records, in the shard's order
 */
public record PlannedLetter(
    String message, String bodyHash, String verdict, List<PlannedRecord> records) {

  private static final String COMPLETE = "COMPLETE";

  /** Takes a copy. */
  public PlannedLetter {
    records = List.copyOf(records);
  }

  /**
   * Tells whether the message may go once all its records are stored: only if none of them is
   * missing.
   */
  public boolean isWhole() {
    return verdict.equals(COMPLETE) && !records.isEmpty();
  }

  /** Tells whether anything is to be done with it: a record sent, or a message deleted. */
  public boolean isActive() {
    return records.stream().anyMatch(PlannedRecord::isSent)
        || (isWhole() && records.stream().allMatch(PlannedRecord::isSkipped));
  }

  /** Returns it with its records decided again. */
  PlannedLetter with(UnaryOperator<PlannedRecord> decision) {
    return new PlannedLetter(message, bodyHash, verdict, records.stream().map(decision).toList());
  }
}
