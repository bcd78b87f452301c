package io.weir.replayer.app;

import io.weir.replayer.plan.PlannedLetter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The letters of a plan, as many as its records fit. What nothing is to be done with gives way: a
 * queue that begins with many of those would hide the others for ever.
 */
final class RecordLimit {

  private final int most;
  private final List<PlannedLetter> letters = new ArrayList<>();
  private int active;
  private int all;

  /** Takes letters with up to {@code most} records in all. */
  RecordLimit(int most) {
    this.most = most;
  }

  /** Takes a letter if it fits, or is the first to be acted on; returns whether to go on. */
  boolean take(PlannedLetter letter) {
    int records = letter.records().size();
    if (!letter.isActive()) {
      if (records + all <= most) {
        letters.add(letter);
        all += records;
      }
      return true;
    }
    if (active > 0 && records > most - active) {
      return false;
    }
    letters.add(letter);
    active += records;
    all += records;
    return active < most;
  }

  /** Returns those that were taken. */
  List<PlannedLetter> taken() {
    return letters;
  }

  /** Returns what was not taken, for a person; nothing if everything was. */
  Optional<String> leftOut(int wanted) {
    int left = wanted - letters.size();
    return left == 0
        ? Optional.empty()
        : Optional.of(
            ("the plan holds %,d messages with %,d records, and %,d more were left out by"
                    + " --limit-records %d: plan again once these are done, or raise it")
                .formatted(letters.size(), all, left, most));
  }
}
