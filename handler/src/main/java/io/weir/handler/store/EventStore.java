package io.weir.handler.store;

import io.weir.handler.call.Deadline;
import io.weir.handler.call.Outcome;
import java.util.List;

/** Keeps each event once. */
public interface EventStore {

  /**
   * Stores events unless they are there, and returns one outcome per event in the events' order:
   * stored, duplicate, rejected (another event has its identity, or the store refuses it) or
   * deferred. Never throws for a fault of the store.
   *
   * <p>Events are asked for as there is room for them.
   */
  List<Outcome> store(Events events, Deadline deadline);
}
