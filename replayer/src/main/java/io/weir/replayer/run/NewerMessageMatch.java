package io.weir.replayer.run;

import io.weir.replayer.journal.Resent;
import io.weir.replayer.plan.PlannedRecord;
import io.weir.replayer.recover.Recovery;
import io.weir.replayer.route.StreamRoute.RedeadletteredLookup;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Leaves a record to a newer dead letter that holds it: it was put into the stream again, and has
 * come back from there. Its former letter is not needed for it any more (docs/decisions/0010).
 *
 * <p>Only where the newer letter was seen with the record's very bytes in hand, and only if what
 * was put is what the former letter holds: of a repaired record it is the only original.
 */
final class NewerMessageMatch {

  private final RedeadletteredLookup returns;
  private final Logbook log;
  private final Tally tally;
  private final Map<Resent, String> ours = new HashMap<>();

  /**
   * Knows what the run itself has in hand; the rest it looks for.
   *
   * @param recoveries the run's own letters as they are now
   */
  NewerMessageMatch(
      RedeadletteredLookup returns, Collection<Recovery> recoveries, Logbook log, Tally tally) {
    this.returns = returns;
    this.log = log;
    this.tally = tally;
    for (Recovery recovery : recoveries) {
      QueueRedeadletteredLookup.held(recovery)
          .forEach(held -> ours.put(held, recovery.letter().id()));
    }
  }

  /**
   * Looks for records that are not stored, and leaves to newer letters what these hold.
   *
   * @param fate that of those that were found
   */
  void look(Collection<PlannedRecord> records, Fate fate) throws InterruptedException {
    Map<Resent, PlannedRecord> open = new LinkedHashMap<>();
    for (PlannedRecord record : records) {
      if (!tally.mayGo(record.record(), record.payloadHash())) {
        log.ledger()
            .resent(record.record(), record.payloadHash())
            .forEach(resent -> open.put(resent, record));
      }
    }
    Map<Resent, String> found = new HashMap<>(ours);
    found.keySet().retainAll(open.keySet());
    List<Resent> others = new ArrayList<>(open.keySet());
    others.removeAll(found.keySet());
    found.putAll(returns.look(others));
    Map<String, String> moved = new LinkedHashMap<>();
    Map<String, String> held = new LinkedHashMap<>();
    found.forEach(
        (resent, message) -> {
          PlannedRecord record = open.get(resent);
          if (record != null) {
            moved.put(record.record(), message);
            held.put(record.record(), record.payloadHash());
          }
        });
    log.moved(moved);
    held.forEach((record, payloadHash) -> tally.moved(record, payloadHash, fate));
  }
}
