package io.weir.replayer.examine;

import io.weir.replayer.letter.DeadLetter;
import io.weir.replayer.letter.ExportedLetter;
import io.weir.replayer.letter.Pointer;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.recover.Recovery;
import io.weir.replayer.recover.RecoveryStatus;
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

  /**
   * Asks the filter, where a range holds more than its batch had, or may have held more: of a range
   * that the stream has only a part of, what the filter drops is not proven to be left out.
   */
  public static LeftOut of(Recovery recovery, MappingFilter filter) {
    Optional<Pointer> asked = pointer(recovery.letter().content());
    int more =
        recovery.verdict() instanceof RecoveryStatus.Complete complete
            ? complete.beyondBatch()
            : recovery.verdict() instanceof RecoveryStatus.Partial ? Integer.MAX_VALUE : 0;
    if (asked.isEmpty() || more == 0) {
      return NOTHING;
    }
    Pointer pointer = asked.get();
    Set<String> dropped = new HashSet<>();
    for (RecoveredRecord record : recovery.records()) {
      if (!filter.takes(pointer, record)) {
        if (pointer.range().isEnd(record.coordinates().sequenceNumber())) {
          return NOTHING; // the batch had it
        }
        dropped.add(record.coordinates().toString());
      }
    }
    return dropped.size() > more ? NOTHING : new LeftOut(dropped, dropped.size() == more);
  }

  /**
   * Returns the same records, with those marked. A record that is stored is not marked, whatever a
   * filter says.
   */
  public List<Examined> mark(List<Examined> examined) {
    return examined.stream().map(it -> isLeftOut(it) ? marked(it) : it).toList();
  }

  private boolean isLeftOut(Examined examined) {
    return records.contains(examined.record().coordinates().ofRecord().toString())
        && !(examined.diagnosis() instanceof Diagnosis.Stored);
  }

  private Examined marked(Examined examined) {
    return new Examined(examined.record(), new Diagnosis.Filtered(proven), examined.identity());
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
