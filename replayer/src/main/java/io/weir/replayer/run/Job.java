package io.weir.replayer.run;

import io.weir.replayer.route.Work;
import java.util.List;

/**
 * One dead letter of a plan, and what is to become of its records.
 *
 * @param message its id
 * @param whole whether all of its records are here: of a message that has lost some nothing is
 *     deleted, only discarded by a person
 * @param parts one for each of its records
 */
record Job(String message, boolean whole, List<Part> parts) {

  /** Takes a copy. */
  Job {
    parts = List.copyOf(parts);
  }

  /** One record of a dead letter. */
  sealed interface Part {

    /** Returns the record's name in the journal. */
    String record();

    /** Returns the SHA-256 of the bytes that the message holds of it. */
    String held();
  }

  /** Is to be looked for in the table. */
  record Open(Work work, Unproven otherwise) implements Part {
    @Override
    public String record() {
      return work.record();
    }

    @Override
    public String held() {
      return work.original().payload().sha256();
    }
  }

  /** What to do with a record that the table does not prove stored. */
  enum Unproven {
    /** Send it. */
    SEND,
    /** Leave it alone: it has failed too often. */
    SET_ASIDE,
    /** The plan found it in the table: the plan is stale. */
    STALE
  }

  /** Its fate is known before anything is sent. */
  record Known(String record, String held, Fate fate) implements Part {}
}
