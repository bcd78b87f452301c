package io.weir.handler.park;

import io.weir.event.Rejection;
import io.weir.event.StreamRecord;
import io.weir.handler.call.Deadline;
import io.weir.handler.call.Outcome;
import io.weir.handler.call.Outcome.Cause;
import io.weir.handler.call.Outcome.Deferred;
import java.util.List;

/** Takes poison records out of the stream's way, and keeps them. */
@FunctionalInterface
public interface DeadLetterQueue {

  /** The queue of {@code POISON=report}: parks nothing, so that every rejection is reported. */
  DeadLetterQueue REPORT_ONLY =
      new DeadLetterQueue() {
        @Override
        public List<Outcome> park(List<Poison> poison, Invocation by, Deadline deadline) {
          return poison.stream().map(each -> behind(each.rejection())).toList();
        }

        @Override
        public Outcome behind(Rejection rejection) {
          return new Outcome.Rejected(rejection);
        }
      };

  /**
   * Parks records, and returns one outcome per record in their order: parked only where the queue
   * has confirmed it, else rejected or deferred. It stops at the first one that it cannot park.
   * Never throws for a fault of the queue.
   */
  List<Outcome> park(List<Poison> poison, Invocation by, Deadline deadline);

  /**
   * Returns what becomes of a record behind the first one that is reported. Lambda delivers both
   * again (ESM-10), so that it would be parked once for each delivery.
   */
  default Outcome behind(Rejection rejection) {
    return new Deferred(Cause.BEHIND_REPORTED, rejection.reason().name());
  }

  /**
   * Who parked a record.
   *
   * @param functionArn the function, with its alias or version if it was invoked by one
   * @param requestId the invocation, as the function's log names it
   */
  public record Invocation(String functionArn, String requestId) {}

  /**
   * An event that can never be stored as it is, or a record that cannot be taken apart.
   *
   * @param record of a record that is one event: its own coordinates and raw bytes, not its origin;
   *     of one of several events: its origin, partition key and bytes
   * @param streamArn the stream it was read from
   * @param eventId the identity; empty if it is not known
   * @param rejection why it cannot be stored
   */
  public record Poison(
      StreamRecord record, String streamArn, String eventId, Rejection rejection) {}
}
