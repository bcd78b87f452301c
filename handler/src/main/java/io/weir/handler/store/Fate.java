package io.weir.handler.store;

import io.weir.handler.call.Outcome;
import java.util.Optional;

/**
 * What became of an event that was tried, and what the table has under its key since.
 *
 * @param outcome of the event
 * @param stored the hash of the item under the key, if it is known: an item is never overwritten,
 *     so it decides for every other event of that key
 */
record Fate(Outcome outcome, Optional<String> stored) {

  static Fate unknown(Outcome outcome) {
    return new Fate(outcome, Optional.empty());
  }

  static Fate known(Outcome outcome, String stored) {
    return new Fate(outcome, Optional.of(stored));
  }
}
