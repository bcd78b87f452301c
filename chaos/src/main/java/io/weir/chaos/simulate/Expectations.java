package io.weir.chaos.simulate;

import io.weir.chaos.simulate.Truth.Violation;
import io.weir.replayer.examine.Group;
import io.weir.replayer.examine.Summary;
import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.History;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.plan.PlannedRecord;
import io.weir.replayer.run.Report;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What must be so at certain moments of a run.
 *
 * @param truth knows what is so
 */
record Expectations(Truth truth) {

  /** The faults have stopped: each new dead letter must have something wrong with it. */
  void deadLettersHaveReasons() {
    truth
        .letters()
        .forEach(
            (message, covered) -> {
              Stream<AcceptedRecord> inside =
                  covered.stream().flatMap(it -> truth.records().in(it).stream());
              if (inside.allMatch(this::isFlawless)) {
                truth.violation(
                    new Violation("no needless dead letters", "nothing is wrong with it", message));
              }
            });
  }

  /**
   * A redrive has done all that it can: what is stored needs no letter any more, unless two filters
   * have repaired it. A plan has one filter, which cannot prove that the other's records are
   * stored. Neither is that known of a record that the mapping's filter drops: it is not looked up.
   */
  void lettersAreNeeded(Forger forger, Damages damages) {
    for (String message : truth.letters().keySet()) {
      List<AcceptedRecord> records =
          truth.standing().of(truth.letters().getOrDefault(message, List.of()));
      if (!forger.isForged(truth.first(message))
          && truth.standing().isNeedless(message)
          && records.stream().noneMatch(truth::isFiltered)
          && damages.filters(records) <= 1) {
        String what = "it stays in the queue, though each of its records is stored";
        truth.violation(new Violation("liveness", what, message));
      }
    }
  }

  private boolean isFlawless(AcceptedRecord known) {
    return truth.isFiltered(known)
        || (known.spec().storable() && !truth.storedEvents().isTaken(known));
  }

  /** Everything that is only in the stream must have been rescued by now. */
  void everythingIsRescued() {
    for (AcceptedRecord known : truth.all()) {
      boolean needed =
          !truth.isStored(known) && truth.isWaiting(known) && !truth.standing().isCarried(known);
      if (needed && !truth.isFiltered(known) && !truth.archives().isRescued(known)) {
        truth.violation("rescue", "it is not copied, though an operator was to", known);
      }
    }
  }

  /** What a person is told of the queue must be all that was examined, and each record once. */
  void counted(Summary summary, int letters) {
    int records = summary.records();
    int grouped = summary.groups().stream().mapToInt(Group::records).sum();
    if (summary.letters() != letters
        || sum(summary.kinds()) != letters
        || sum(summary.verdicts()) != letters
        || sum(summary.diagnoses()) != records
        || grouped != records) {
      truth.violation(
          new Violation("accounting", "a summary that does not count everything", "the queue"));
    }
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * A run that has reported is told of in the history, with its result; and each step has words.
   */
  void written(List<Entry> entries, Report report) {
    boolean told =
        History.of(entries).stream()
            .anyMatch(run -> run.id().equals(report.run()) && !run.result().equals("unfinished"));
    boolean worded = entries.stream().noneMatch(entry -> History.what(entry).isBlank());
    if (!told || !worded) {
      truth.violation(new Violation("accounting", "the history lacks a run", report.run()));
    }
  }

  /** The decoder fails on no record, and no plan sends more than it holds. */
  void planned(Plan plan) {
    long records = plan.records().map(PlannedRecord::record).distinct().count();
    if (plan.undecided() > 0 || plan.sent() > records) {
      truth.violation(
          new Violation("accounting", "the decoder fails, or too much is sent", "a plan"));
    }
  }

  /** A run's account must be of each record of its plan, once. */
  void reported(Plan plan, Report report) {
    long records = plan.records().map(PlannedRecord::record).distinct().count();
    long told = report.fates().values().stream().mapToLong(Integer::longValue).sum();
    if (report.result() != Report.Result.REFUSED && told != records) {
      truth.violation(
          new Violation("accounting", told + " of " + records + " records", report.run()));
    }
  }
}
