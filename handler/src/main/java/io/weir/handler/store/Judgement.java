package io.weir.handler.store;

import io.weir.event.Rejection;
import io.weir.event.Rejection.Reason;
import io.weir.event.StoredEvent.Likeness;
import io.weir.handler.call.Outcome;
import io.weir.handler.call.Outcome.Cause;
import io.weir.handler.call.Outcome.Deferred;
import io.weir.handler.call.Outcome.Duplicate;
import io.weir.handler.call.Outcome.Rejected;

/** What becomes of an event whose identity is stored already. */
final class Judgement {

  private Judgement() {}

  static Outcome of(Likeness likeness) {
    return switch (likeness) {
      case SAME -> new Duplicate();
      case OTHER_PARTITION_KEY ->
          rejected(
              Reason.ID_OF_ANOTHER_KEY,
              "an event with the same identity and another partition key is stored already");
      case OTHER_CONTENT ->
          rejected(
              Reason.CONFLICT, "an event with the same identity and other bytes is stored already");
      case NOT_AN_EVENT ->
          rejected(Reason.CONFLICT, "an item that no event wrote has the identity already");
      case UNDECIDED -> new Deferred(Cause.NOT_JUDGED, "stored document not read");
    };
  }

  private static Outcome rejected(Reason reason, String detail) {
    return new Rejected(new Rejection(reason, detail));
  }
}
