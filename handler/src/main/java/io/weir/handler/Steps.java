package io.weir.handler;

import io.weir.event.Decoder;
import io.weir.event.Rejection;
import io.weir.handler.call.Deadline;
import io.weir.handler.call.Outcome;
import io.weir.handler.park.DeadLetterQueue;
import io.weir.handler.store.EventStore;
import io.weir.handler.trace.InvocationTrace;
import java.time.Duration;
import java.util.List;

/**
 * What a record goes through.
 *
 * @param decoder takes records apart, and judges the parts
 * @param store keeps events
 * @param queue keeps poison
 * @param margin how long before the invocation's end no more work starts
 */
public record Steps(Decoder decoder, EventStore store, DeadLetterQueue queue, Duration margin) {

  /** Returns the same steps with a guard around the store. */
  Steps guardedBy(IdempotencyGuard once) {
    return new Steps(decoder, new GuardedStore(store, once), queue, margin);
  }

  /** Returns the same steps, of which those that call a service are told to a trace. */
  Steps tracedBy(InvocationTrace trace) {
    DeadLetterQueue traced =
        new DeadLetterQueue() {
          @Override
          public List<Outcome> park(List<Poison> poison, Invocation by, Deadline deadline) {
            return trace.step("park", () -> queue.park(poison, by, deadline));
          }

          @Override
          public Outcome behind(Rejection rejection) {
            return queue.behind(rejection);
          }
        };
    EventStore storing =
        (events, deadline) -> trace.step("decode and store", () -> store.store(events, deadline));
    return new Steps(decoder, storing, traced, margin);
  }

  /** Returns the same steps for what stands behind a record that is reported: nothing is parked. */
  Steps behindReported() {
    DeadLetterQueue none =
        (poison, by, deadline) ->
            poison.stream().map(each -> queue.behind(each.rejection())).toList();
    return new Steps(decoder, store, none, margin);
  }
}
