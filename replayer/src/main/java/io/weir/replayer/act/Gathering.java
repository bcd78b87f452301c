package io.weir.replayer.act;

import io.weir.replayer.plan.Plan;
import io.weir.replayer.plan.PlannedLetter;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The messages that a run has to have before it begins.
 *
 * @param wanted those that the plan acts on, and that are not known to be gone
 * @param found those of them that were taken out of sight, by id
 */
record Gathering(Set<String> wanted, Map<String, Leased> found) {

  /** Takes a plan's messages out of sight, and waits for those that somebody else holds. */
  static Gathering of(Plan plan, Logbook log, Leases leases, Leases.Patience patience)
      throws InterruptedException {
    Set<String> wanted = new LinkedHashSet<>();
    Map<String, String> former = new HashMap<>();
    for (PlannedLetter letter : plan.letters()) {
      if (letter.isActive() && !log.ledger().isDeleted(letter.message())) {
        wanted.add(letter.message());
        log.ledger().receipt(letter.message()).ifPresent(r -> former.put(letter.message(), r));
      }
    }
    if (log.isExclusive()) {
      leases.giveBack(former); // what a killed run of this journal still holds
    }
    boolean mayBeGone = wanted.stream().allMatch(log.ledger()::mayBeGone);
    Map<String, Leased> found =
        leases.sweep(wanted, mayBeGone ? patience.of(Duration.ZERO) : patience);
    log.leased(leases.held());
    return new Gathering(wanted, found);
  }

  /** Tells whether none is missing. */
  boolean isWhole() {
    return found.size() == wanted.size();
  }
}
