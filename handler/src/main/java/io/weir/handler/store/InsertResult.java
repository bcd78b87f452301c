package io.weir.handler.store;

import io.weir.handler.call.Outcome;

/** What the table said to one insert. */
sealed interface InsertResult {

  /** The event is stored. */
  record Inserted() implements InsertResult {}

  /** The key is taken, by this event or by another. */
  record Taken() implements InsertResult {}

  /** The statement breaks a rule of the table's. */
  record Refused(String code) implements InsertResult {}

  /** Nothing is known; the event may even be stored. */
  record Unknown(Outcome.Cause cause, String code) implements InsertResult {}
}
