package io.weir.replayer.recover;

import io.weir.replayer.letter.DeadLetter;
import io.weir.replayer.letter.ExportedLetter;
import io.weir.replayer.letter.Pointer;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.letter.SequenceNumber;
import java.util.List;
import java.util.TreeMap;

/**
 * What a copy holds of a letter's records. What it says of itself, or is named, counts for nothing.
 *
 * @param original what lay in the queue; never an export
 * @param records those of the letter's range, in the shard's order
 */
public record HeldRecords(DeadLetter original, List<RecoveredRecord> records) {

  /** Takes an unmodifiable copy of the records. */
  public HeldRecords {
    records = List.copyOf(records);
  }

  /** Returns what a copy holds. */
  public static HeldRecords by(ExportedLetter copy) {
    return of(copy, copy.records());
  }

  /** Returns what these records are of a letter; nothing if one of them is not of its range. */
  public static HeldRecords of(DeadLetter letter, List<RecoveredRecord> records) {
    DeadLetter original = letter instanceof ExportedLetter exported ? exported.original() : letter;
    return new HeldRecords(
        original,
        original instanceof Pointer pointer
            ? Recoverer.carried(pointer, records).records()
            : records);
  }

  /** Returns what both hold; where they differ in a record's bytes, this one's count. */
  public HeldRecords and(HeldRecords other) {
    TreeMap<SequenceNumber, RecoveredRecord> all = new TreeMap<>();
    other.records().forEach(record -> all.put(record.coordinates().sequenceNumber(), record));
    records.forEach(record -> all.put(record.coordinates().sequenceNumber(), record));
    return new HeldRecords(original, List.copyOf(all.values()));
  }

  /** Tells whether nothing of the letter is missing: whatever is no pointer is its own payload. */
  public boolean isWhole() {
    return !(original instanceof Pointer) || verdict() instanceof RecoveryStatus.Complete;
  }

  /** Returns how much of the letter it is. */
  public RecoveryStatus verdict() {
    return original instanceof Pointer pointer
        ? Recoverer.carried(pointer, records).verdict()
        : new RecoveryStatus.Complete(0);
  }
}
