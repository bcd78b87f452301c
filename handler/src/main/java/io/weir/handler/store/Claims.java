package io.weir.handler.store;

import io.weir.event.Event;
import io.weir.event.Rejection;
import io.weir.event.Rejection.Reason;
import io.weir.handler.call.Outcome;
import io.weir.handler.call.Outcome.Deferred;
import io.weir.handler.call.Outcome.Duplicate;
import io.weir.handler.call.Outcome.Rejected;
import io.weir.handler.call.Outcome.Stored;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Which events of one batch claim which key, and what became of each claim.
 *
 * <p>A batch operation must not hold a key twice, and of two equal keys only the first may be
 * written. Events with the same key and the same bytes share the first one's fate: if it failed,
 * they failed. Others wait for it.
 */
final class Claims {

  private final List<Event> events;
  private final @Nullable Outcome[] outcomes;
  private final Collection<Queue<Integer>> waiting;

  Claims(List<Event> events) {
    this.events = events;
    this.outcomes = new Outcome[events.size()];
    Map<String, Queue<Integer>> byKey = new LinkedHashMap<>();
    for (int i = 0; i < events.size(); i++) {
      byKey.computeIfAbsent(events.get(i).eventId(), key -> new ArrayDeque<>()).add(i);
    }
    this.waiting = byKey.values();
  }

  /** Returns the next events to store, each with another key; none when all is settled. */
  List<Event> next() {
    List<Event> round = new ArrayList<>();
    for (Queue<Integer> claims : waiting) {
      Integer first = claims.peek();
      if (first != null) {
        round.add(events.get(first));
      }
    }
    return round;
  }

  /** Takes the outcomes of what {@link #next} returned, in that order. */
  void settle(List<Outcome> round) {
    int i = 0;
    for (Queue<Integer> claims : waiting) {
      Integer first = claims.poll();
      if (first != null) {
        Outcome outcome = round.get(i++);
        outcomes[first] = outcome;
        claims.removeIf(later -> settleLater(events.get(first), outcome, later));
      }
    }
  }

  private boolean settleLater(Event first, Outcome outcome, int later) {
    boolean same = events.get(later).contentHash().equals(first.contentHash());
    Outcome fate = same ? shared(outcome) : otherBytes(outcome);
    if (fate == null) {
      return false;
    }
    outcomes[later] = fate;
    return true;
  }

  private static Outcome shared(Outcome first) {
    return first instanceof Stored ? new Duplicate() : first;
  }

  /** Returns null while nothing is known: if the key is still free, the next claim is tried. */
  private static @Nullable Outcome otherBytes(Outcome first) {
    if (first instanceof Stored || first instanceof Duplicate) {
      return conflict();
    }
    return first instanceof Deferred ? first : null;
  }

  static Outcome conflict() {
    return new Rejected(
        new Rejection(
            Reason.CONFLICT, "an event with the same identity and other bytes is stored already"));
  }

  /** Returns one outcome per event in the events' order, once all is settled. */
  List<Outcome> outcomes() {
    List<Outcome> settled = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      if (outcome == null) {
        throw new IllegalStateException("a claim is not settled");
      }
      settled.add(outcome);
    }
    return settled;
  }
}
