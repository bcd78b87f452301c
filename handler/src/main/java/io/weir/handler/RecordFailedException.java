package io.weir.handler;

import io.weir.handler.call.Outcome;
import io.weir.handler.call.Outcome.Deferred;
import io.weir.handler.call.Outcome.Rejected;

/** Tells the loop over a batch that a record must be reported. Its message is safe to log. */
final class RecordFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Without a stack, which would say nothing and is logged for each record. */
  RecordFailedException(Outcome outcome) {
    super(describe(outcome), null, false, false);
  }

  private static String describe(Outcome outcome) {
    if (outcome instanceof Rejected rejected) {
      return rejected.rejection().reason() + ": " + rejected.rejection().detail();
    }
    return outcome instanceof Deferred deferred
        ? deferred.cause() + ": " + deferred.detail()
        : "not failed";
  }
}
