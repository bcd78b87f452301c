package io.weir.handler;

import io.weir.event.Event;
import io.weir.handler.IdempotencyGuard.GuardException;
import io.weir.handler.call.Deadline;
import io.weir.handler.call.Outcome;
import io.weir.handler.call.Outcome.Cause;
import io.weir.handler.store.EventStore;
import io.weir.handler.store.Events;
import java.util.ArrayList;
import java.util.List;

/**
 * A store behind a guard, one event at a time.
 *
 * <p>The guard's key holds the partition key and the content hash too. By the identity alone,
 * another event under the same identity would pass for done, and be lost in silence; so it reaches
 * the store, which judges it.
 */
record GuardedStore(EventStore store, IdempotencyGuard once) implements EventStore {

  @Override
  public List<Outcome> store(Events events, Deadline deadline) {
    List<Outcome> outcomes = new ArrayList<>();
    events.forEachRemaining(event -> outcomes.add(store(event, deadline)));
    return outcomes;
  }

  private Outcome store(Event event, Deadline deadline) {
    Effect effect = new Effect(event, deadline);
    try {
      once.run(key(event), effect);
      return effect.outcome;
    } catch (RuntimeException e) {
      return effect.outcome.failed()
          ? effect.outcome
          : new Outcome.Deferred(Cause.GUARD_FAILED, detail(e));
    }
  }

  /** A message of another's might quote the payload. */
  private static String detail(RuntimeException e) {
    return e instanceof GuardException
        ? String.valueOf(e.getMessage())
        : e.getClass().getSimpleName();
  }

  /** The identity's length keeps two texts from making the same key as two others. */
  private static String key(Event event) {
    return String.join(
        "#",
        Integer.toString(event.eventId().length()),
        event.eventId(),
        event.partitionKey(),
        event.contentHash());
  }

  /** The write itself. A guard that does not run it says that it was done before. */
  private final class Effect implements Runnable {
    private final Event event;
    private final Deadline deadline;
    private Outcome outcome = new Outcome.Duplicate();

    private Effect(Event event, Deadline deadline) {
      this.event = event;
      this.deadline = deadline;
    }

    @Override
    public void run() {
      outcome = store.store(Events.of(List.of(event)), deadline).get(0);
      if (outcome.failed()) {
        throw new RecordFailedException(outcome);
      }
    }
  }
}
