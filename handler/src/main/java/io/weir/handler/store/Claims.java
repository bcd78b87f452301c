package io.weir.handler.store;

import io.weir.event.Event;
import io.weir.event.Rejection;
import io.weir.event.Rejection.Reason;
import io.weir.handler.call.Outcome;
import io.weir.handler.call.Outcome.Deferred;
import io.weir.handler.call.Outcome.Duplicate;
import io.weir.handler.call.Outcome.Rejected;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private final Map<String, Queue<Claim>> byKey = new HashMap<>();
  private final List<@Nullable Outcome> outcomes = new ArrayList<>();

  /** The claims of each key that is being stored; the first of them is the one that is tried. */
  private List<Queue<Claim>> round = new ArrayList<>();

  /** A place in the batch; with its event only as long as that waits for another one. */
  private record Claim(int place, String contentHash, Optional<Event> waiting) {
    private Outcome against(String stored) {
      return stored.equals(contentHash) ? new Duplicate() : conflict();
    }
  }

  /** Takes the next event, and says whether it may be stored now: no other has its key. */
  boolean take(Event event) {
    Queue<Claim> claims = byKey.computeIfAbsent(event.eventId(), key -> new ArrayDeque<>(1));
    boolean first = claims.isEmpty();
    Optional<Event> waiting = first ? Optional.empty() : Optional.of(event);
    claims.add(new Claim(outcomes.size(), event.contentHash(), waiting));
    outcomes.add(null);
    if (first) {
      round.add(claims);
    }
    return first;
  }

  /**
   * Takes the fates of the events that could be stored, in their order, and returns those that can
   * be now, each with another key; none when all is settled.
   */
  List<Event> settle(List<Fate> fates) {
    List<Queue<Claim>> next = new ArrayList<>();
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < round.size(); i++) {
      Queue<Claim> claims = round.get(i);
      Claim first = claims.remove();
      Fate fate = fates.get(i);
      outcomes.set(first.place(), fate.outcome());
      claims.removeIf(later -> settleLater(first, fate, later));
      if (!claims.isEmpty()) {
        next.add(claims);
        events.add(claims.element().waiting().orElseThrow());
      }
    }
    round = next;
    return events;
  }

  private boolean settleLater(Claim first, Fate fate, Claim later) {
    boolean same = later.contentHash().equals(first.contentHash());
    Outcome outcome =
        fate.stored().isPresent()
            ? later.against(fate.stored().get())
            : untold(fate.outcome(), same);
    if (outcome == null) {
      return false;
    }
    outcomes.set(later.place(), outcome);
    return true;
  }

  /** Returns null for other bytes than those that the table refused: its key is still free. */
  private static @Nullable Outcome untold(Outcome first, boolean same) {
    return same || first instanceof Deferred ? first : null;
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
