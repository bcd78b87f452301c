package io.weir.replayer.examine;

import io.weir.replayer.letter.DeadLetter;
import io.weir.replayer.letter.ExportedLetter;
import io.weir.replayer.letter.Pointer;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.recover.Recovery;
import io.weir.replayer.recover.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The records of a pointer's range that today's filter drops.
 *
 * <p>The filter may have been another one when the batch was made. It is refuted where it drops the
 * batch's first or last record, or leaves fewer than the batch had. It is believed where it leaves
 * exactly as many.
 *
 * @param records the names of those that it drops
 * @param proven whether what is left is the batch
 */
public record LeftOut(Set<String> records, boolean proven) {

  private static final LeftOut NOTHING = new LeftOut(Set.of(), false);

  /** Takes a copy. */
  public LeftOut {
    records = Set.copyOf(records);
  }

  /** Asks the filter, where a range holds more than its batch had. */
  public static LeftOut of(Recovery recovery, MappingFilter filter) {
    Optional<Pointer> pointer = pointer(recovery.letter().content());
    List<RecoveredRecord> records = recovery.records();
    if (pointer.isEmpty()
        || !(recovery.verdict() instanceof Verdict.Complete complete)
        || complete.beyondBatch() == 0
        || !filter.takes(pointer.get(), records.get(0))
        || !filter.takes(pointer.get(), records.get(records.size() - 1))) {
      return NOTHING;
    }
    Set<String> dropped = new HashSet<>();
    for (RecoveredRecord record : records) {
      if (!filter.takes(pointer.get(), record)) {
        dropped.add(record.coordinates().toString());
      }
    }
    return dropped.size() > complete.beyondBatch()
        ? NOTHING
        : new LeftOut(dropped, dropped.size() == complete.beyondBatch());
  }

  /**
   * Returns the same records, with those marked. What is stored is home, whatever a filter says.
   */
  public List<Examined> mark(List<Examined> examined) {
    return examined.stream().map(it -> isLeftOut(it) ? marked(it) : it).toList();
  }

  private boolean isLeftOut(Examined examined) {
    return records.contains(examined.record().coordinates().toString())
        && !(examined.diagnosis() instanceof Diagnosis.Stored);
  }

  private Examined marked(Examined examined) {
    return new Examined(examined.record(), new Diagnosis.Filtered(proven), examined.eventId());
  }

  private static Optional<Pointer> pointer(DeadLetter content) {
    if (content instanceof Pointer pointer) {
      return Optional.of(pointer);
    }
    return content instanceof ExportedLetter exported
        ? pointer(exported.original())
        : Optional.empty();
  }
}
