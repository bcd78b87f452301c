package io.weir.replayer.act;

import java.util.List;

/**
 * One dead letter of a plan, and what is to become of its records.
 *
 * @param message its id
 * @param whole whether all of its records are here: of a message that has lost some nothing is
 *     deleted, only discarded by a person
 * @param parts one for each of its records
 */
public record Job(String message, boolean whole, List<Part> parts) {

  /** Takes a copy. */
  public Job {
    parts = List.copyOf(parts);
  }

  /** One record of a dead letter. */
  public sealed interface Part {

    /** Returns the record's name in the journal. */
    String record();
  }

  /** Is to be sent. */
  public record Send(Work work) implements Part {
    @Override
    public String record() {
      return work.record();
    }
  }

  /** Its fate is known before anything is sent. */
  public record Known(String record, Fate fate, String detail) implements Part {}
}
