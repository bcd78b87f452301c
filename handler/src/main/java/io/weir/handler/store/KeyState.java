package io.weir.handler.store;

import io.weir.event.StoredEvent;
import io.weir.handler.call.Outcome;

/** What became of an insert. An item is never overwritten: what is stored decides for its key. */
sealed interface KeyState {

  /** The event is stored by it. */
  record Made() implements KeyState {}

  /** The key was taken, by this item. */
  record There(StoredEvent stored) implements KeyState {}

  /** What the table has under the key is not known. */
  record Untold(Outcome outcome) implements KeyState {}
}
