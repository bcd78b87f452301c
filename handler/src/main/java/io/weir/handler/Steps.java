package io.weir.handler;

import io.weir.event.Decoded;
import io.weir.event.StreamRecord;
import io.weir.handler.park.DeadLetterQueue;
import io.weir.handler.store.EventStore;
import java.time.Duration;
import java.util.function.Function;

/**
 * What a record goes through.
 *
 * @param decode judges a payload
 * @param store keeps events
 * @param queue keeps poison
 * @param margin how long before the invocation's end no more work starts
 */
public record Steps(
    Function<StreamRecord, Decoded> decode,
    EventStore store,
    DeadLetterQueue queue,
    Duration margin) {

  /** Returns the same steps with a guard around the store. */
  Steps guardedBy(IdempotencyGuard once) {
    return new Steps(decode, new GuardedStore(store, once), queue, margin);
  }

  /** Returns the same steps for what stands behind a record that is reported: nothing is parked. */
  Steps behindReported() {
    DeadLetterQueue none =
        (poison, by, deadline) ->
            poison.stream().map(each -> queue.behind(each.rejection())).toList();
    return new Steps(decode, store, none, margin);
  }
}
