package io.weir.handler.call;

import io.weir.event.Rejection;

/** What became of one record. */
public sealed interface Outcome {

  /** Says whether the record must be reported, so that the mapping keeps it. */
  boolean failed();

  /** The event is in the table since this invocation. */
  record Stored() implements Outcome {
    @Override
    public boolean failed() {
      return false;
    }
  }

  /** The same event, in the same bytes or in others, was in the table already. */
  record Duplicate() implements Outcome {
    @Override
    public boolean failed() {
      return false;
    }
  }

  /** The record is poison, and lies in the dead-letter queue with its payload. */
  record Parked(Rejection rejection) implements Outcome {
    @Override
    public boolean failed() {
      return false;
    }
  }

  /** The record is poison, and only the report keeps it. */
  record Rejected(Rejection rejection) implements Outcome {
    @Override
    public boolean failed() {
      return true;
    }
  }

  /**
   * Nothing is known against the record: it may work when it is delivered again.
   *
   * @param cause the stable code, for counting
   * @param detail a service's error code or an exception's type; never a part of the payload
   */
  record Deferred(Cause cause, String detail) implements Outcome {
    @Override
    public boolean failed() {
      return true;
    }
  }

  /** Why a record is left to a later delivery. */
  enum Cause {
    /** The deadline came first. */
    NO_TIME,
    /** The table throttled, failed, or could not be reached. */
    STORE_FAILED,
    /** The record is poison, but the dead-letter queue could not be reached. */
    QUEUE_FAILED,
    /** The record is poison and is not parked: it stands behind one that comes again. */
    BEHIND_REPORTED,
    /** The guard around the store could not tell whether the event was stored before. */
    GUARD_FAILED,
    /** Weir's own code failed on it. */
    NOT_JUDGED
  }
}
