package io.weir.replayer.run;

/** Where a run has left a record. Each record of a plan has exactly one. */
public enum Fate {
  /** Sent by this run, and proven stored. */
  CONFIRMED("confirmed"),
  /** Stored already when this run looked; nothing was sent. */
  ALREADY_STORED("already stored"),
  /** Sent by this run, and failed again. */
  CAME_BACK("came back"),
  /** Sent by this run; what became of it is not known. */
  UNKNOWN("unknown"),
  /** Written to a file; its message stays. */
  COPIED("copied"),
  /** Waits in a newer message, since it was put into the stream again; nothing was sent. */
  MOVED("in a newer message"),
  /** The mapping's filter drops it, now as in the plan; its message is not needed for it. */
  FILTERED("left out by the filter"),
  /** Has failed too often to be sent again. */
  SET_ASIDE("set aside"),
  /** The plan says to leave it alone. */
  KEPT("kept"),
  /** Another run works on it. */
  HELD("held elsewhere"),
  /** Not sent: the run ended before, or an earlier record of the same key was not stored. */
  NOT_SENT("not sent");

  private final String text;

  Fate(String text) {
    this.text = text;
  }

  /** Returns it in a person's words. */
  public String text() {
    return text;
  }

  /** Tells whether the record is stored, so that its message is not needed for it any more. */
  boolean isStored() {
    return this == CONFIRMED || this == ALREADY_STORED;
  }
}
