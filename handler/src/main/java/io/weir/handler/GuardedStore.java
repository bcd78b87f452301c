package io.weir.handler;

import io.weir.event.Event;
import io.weir.handler.call.Deadline;
import io.weir.handler.call.Outcome;
import io.weir.handler.call.Outcome.Cause;
import io.weir.handler.store.EventStore;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A store behind a guard, one event at a time.
 *
 * <p>The guard's key holds the content hash too. By the identity alone, another event under the
 * same identity would pass for done, and be lost in silence; so it reaches the store, which calls
 * it a conflict.
 */
record GuardedStore(EventStore store, Once once) implements EventStore {

  @Override
  public List<Outcome> store(Iterator<Event> events, Deadline deadline) {
    List<Outcome> outcomes = new ArrayList<>();
    events.forEachRemaining(event -> outcomes.add(store(event, deadline)));
    return outcomes;
  }

  private Outcome store(Event event, Deadline deadline) {
    Effect effect = new Effect(event, deadline);
    try {
      once.run(event.eventId() + "#" + event.contentHash(), effect);
      return effect.outcome;
    } catch (RuntimeException e) {
      return effect.outcome.failed()
          ? effect.outcome
          : new Outcome.Deferred(Cause.NOT_JUDGED, e.getClass().getSimpleName());
    }
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
      outcome = store.store(List.of(event).iterator(), deadline).get(0);
      if (outcome.failed()) {
        throw new RecordFailedException(outcome);
      }
    }
  }
}
