package io.weir.replayer.run;

import io.weir.replayer.plan.Plan;
import io.weir.replayer.plan.PlannedLetter;
import io.weir.replayer.queue.Leased;
import io.weir.replayer.queue.Leases;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The messages that a run has to have before it begins.
 *
 * @param wanted those that the plan acts on, and that may still be there
 * @param found the plan's messages that were taken out of sight, by id
 */
record LeaseCollector(Set<String> wanted, Map<String, Leased> found) {

  /**
   * Takes a plan's messages out of sight, and waits for those that another run holds.
   *
   * <p>One whose deletion the journal confirms is not waited for, unless the plan saw it later than
   * that: a deletion that SQS confirmed may be undone (SQS-61). If it is there it is taken all the
   * same, to be proven and deleted again.
   */
  static LeaseCollector of(Plan plan, Logbook log, Leases leases, Leases.Patience patience)
      throws InterruptedException {
    Set<String> wanted = new LinkedHashSet<>();
    Set<String> all = new LinkedHashSet<>();
    Map<String, String> former = new HashMap<>();
    for (PlannedLetter letter : plan.letters()) {
      String message = letter.message();
      if (letter.isActive()) {
        all.add(message);
        boolean gone =
            log.ledger().deletedAt(message).map(at -> at.isAfter(plan.plannedAt())).orElse(false);
        if (!gone) {
          wanted.add(message);
        }
        log.ledger().receipt(message).ifPresent(receipt -> former.put(message, receipt));
      }
    }
    if (log.isExclusive()) {
      leases.giveBack(former); // what a killed run of this journal still holds
    }
    boolean mayBeGone = wanted.stream().allMatch(log.ledger()::mayBeGone);
    Map<String, Leased> found =
        leases.sweep(wanted, all, mayBeGone ? patience.of(Duration.ZERO) : patience);
    log.leased(leases.held());
    return new LeaseCollector(wanted, found);
  }

  /** Tells whether none is missing. */
  boolean isWhole() {
    return found.keySet().containsAll(wanted);
  }
}
