package io.weir.replayer.run;

import io.weir.replayer.journal.Outcome;
import io.weir.replayer.route.Answer;
import io.weir.replayer.route.TableState;

/** What to make of a record after a try: from what the route said and what the table shows. */
sealed interface TryResult {

  /** The try is over. */
  record Over(Outcome outcome, String detail) implements TryResult {}

  /** The record is to be sent again; it has not been tried. */
  record Again(boolean throttled) implements TryResult {}

  /** Judges one record. The table has the last word, whatever the route said. */
  static TryResult of(Answer answer, TableState finding, boolean settles) {
    if (finding == TableState.STORED) {
      return new Over(Outcome.CONFIRMED, "in the table");
    }
    if (finding == TableState.OTHER) {
      return new Over(Outcome.CAME_BACK, "something else is stored under its eventId");
    }
    if (answer instanceof Answer.InStream inStream) {
      String detail = "in the stream again as " + inStream.as().as();
      return finding == TableState.RETURNED
          ? new Over(Outcome.CAME_BACK, detail + ", and in a newer message from there")
          : done(detail, finding);
    }
    if (answer instanceof Answer.Done done) {
      return settles ? done(done.detail(), finding) : new Over(Outcome.COPIED, done.detail());
    }
    if (answer instanceof Answer.Failed failed) {
      return new Over(Outcome.CAME_BACK, failed.detail());
    }
    if (answer instanceof Answer.Suspect suspect) {
      return new Over(Outcome.CAME_BACK, suspect.detail());
    }
    if (answer instanceof Answer.Lost lost) {
      return new Over(Outcome.UNKNOWN, lost.detail());
    }
    return new Again(answer instanceof Answer.Throttled);
  }

  private static TryResult done(String detail, TableState finding) {
    return switch (finding) {
      case ABSENT -> new Over(Outcome.UNKNOWN, detail + ", but it is not in the table");
      case UNREADABLE -> new Over(Outcome.UNKNOWN, detail + ", but the table cannot be read");
      default -> new Over(Outcome.CONFIRMED, detail);
    };
  }
}
