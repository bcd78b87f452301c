package io.weir.handler.store;

import io.weir.event.StoredEvent;
import io.weir.handler.call.BatchApi;
import io.weir.handler.call.Outcome.Cause;
import io.weir.handler.call.Outcome.Deferred;

/** What the table holds under a key. */
sealed interface Found {

  /** An item, or what was asked of it. */
  record Item(StoredEvent stored) implements Found {}

  /** Nothing to compare with: deleted since, or not to be read in time. */
  record Nothing(Deferred outcome) implements Found {}

  /** Returns what is found where the read was given up. */
  static Nothing unread(String code) {
    return new Nothing(
        code.equals(BatchApi.NOT_TRIED)
            ? new Deferred(Cause.NO_TIME, "stored item not read")
            : new Deferred(Cause.STORE_FAILED, code));
  }
}
