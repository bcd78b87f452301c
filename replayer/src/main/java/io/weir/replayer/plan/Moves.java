package io.weir.replayer.plan;

import io.weir.replayer.journal.Ledger;
import io.weir.replayer.journal.Resent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds records that are in a plan twice: once where they were, and once where they came back from
 * after they were put into the stream again. The newer message is kept: it is forgotten later.
 *
 * @param ledger knows what was put where
 */
public record Moves(Ledger ledger) {

  /**
   * Leaves each such record to the newer message.
   *
   * @return the same letters in the same order
   */
  public List<PlannedLetter> check(List<PlannedLetter> letters) {
    Set<Resent> held = new HashSet<>();
    letters.forEach(
        letter ->
            letter
                .records()
                .forEach(record -> held.add(new Resent(record.record(), record.payloadHash()))));
    return letters.stream()
        .map(letter -> letter.with(record -> isMoved(record, held) ? moved(record) : record))
        .toList();
  }

  private boolean isMoved(PlannedRecord record, Set<Resent> held) {
    return record.action() == Action.REDRIVE
        && ledger.resent(record.record(), record.payloadHash()).stream().anyMatch(held::contains);
  }

  private static PlannedRecord moved(PlannedRecord record) {
    return record.moved("put again by --via stream, and in a newer message since");
  }
}
