package io.weir.handler.park;

import io.weir.handler.call.Deadline;
import io.weir.handler.call.Outcome;
import java.util.List;

/** Takes poison records out of the stream's way, and keeps them. */
@FunctionalInterface
public interface DeadLetterQueue {

  /** The queue of {@code POISON=report}: parks nothing, so that every rejection is reported. */
  DeadLetterQueue REPORT_ONLY =
      (poison, by, deadline) ->
          poison.stream().map(each -> (Outcome) new Outcome.Rejected(each.rejection())).toList();

  /**
   * Parks records, and returns one outcome per record in their order: parked only where the queue
   * has confirmed it, else rejected or deferred. Never throws for a fault of the queue.
   */
  List<Outcome> park(List<Poison> poison, Invocation by, Deadline deadline);
}
