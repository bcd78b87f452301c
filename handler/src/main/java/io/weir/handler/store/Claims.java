package io.weir.handler.store;

import io.weir.event.Event;
import io.weir.event.StoredEvent;
import io.weir.event.StoredEvent.Likeness;
import io.weir.handler.call.Outcome;
import io.weir.handler.call.Outcome.Deferred;
import io.weir.handler.call.Outcome.Stored;
import io.weir.handler.store.Claims.KeyState.Made;
import io.weir.handler.store.Claims.KeyState.There;
import io.weir.handler.store.Claims.KeyState.Untold;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Which events of one batch claim which key, and what became of each claim.
 *
 * <p>A batch operation must not hold a key twice, and of two equal keys only the first may be
 * written. What is stored under the key then judges the others, whether this batch stored it or
 * not. Of an event no more is kept than what judges it.
 */
final class Claims {

  private final Map<String, Queue<Claim>> byKey = new HashMap<>();
  private final List<@Nullable Outcome> outcomes = new ArrayList<>();
  private final Map<String, List<Integer>> doubts = new LinkedHashMap<>();

  /** The keys that are being stored; the first claim of each is the one that is tried. */
  private List<String> round = new ArrayList<>();

  /** A place in the batch, and what its event must have in common with the stored one. */
  private record Claim(int place, String partitionKey, String contentHash, boolean anyKey) {
    private boolean isLike(Claim other) {
      return (anyKey || partitionKey.equals(other.partitionKey))
          && contentHash.equals(other.contentHash);
    }

    private Likeness compare(StoredEvent stored) {
      return stored.compare(anyKey ? stored.partitionKey() : partitionKey, contentHash);
    }
  }

  /** Takes the next event, and says whether it may be stored now: no other has its key. */
  boolean take(Event event) {
    Queue<Claim> claims = byKey.computeIfAbsent(event.eventId(), key -> new ArrayDeque<>(1));
    boolean first = claims.isEmpty();
    claims.add(
        new Claim(
            outcomes.size(), event.partitionKey(), event.contentHash(), event.notes().anyKey()));
    outcomes.add(null);
    if (first) {
      round.add(event.eventId());
    }
    return first;
  }

  /**
   * Takes the fates of the events that could be stored, in their order, and returns the places of
   * those that can be now, each with another key; none when no key is free any more.
   */
  List<Integer> settle(List<KeyState> fates) {
    List<String> next = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < round.size(); i++) {
      String key = round.get(i);
      Queue<Claim> claims = byKey.getOrDefault(key, new ArrayDeque<>());
      settle(key, claims, fates.get(i));
      if (!claims.isEmpty()) {
        next.add(key);
        places.add(claims.element().place());
      }
    }
    round = next;
    return places;
  }

  private void settle(String key, Queue<Claim> claims, KeyState fate) {
    if (fate instanceof There there) {
      judge(key, there.stored(), claims);
      return;
    }
    Claim first = claims.remove();
    if (fate instanceof Made) {
      outcomes.set(first.place(), new Stored());
      judge(
          key,
          new StoredEvent(first.partitionKey(), first.contentHash(), Optional.empty()),
          claims);
    } else {
      Untold untold = (Untold) fate;
      outcomes.set(first.place(), untold.outcome());
      claims.removeIf(later -> shares(first, untold.outcome(), later));
    }
  }

  /** A refused event leaves its key free for others; one whose fate is unknown does not. */
  private boolean shares(Claim first, Outcome outcome, Claim later) {
    boolean shares = later.isLike(first) || outcome instanceof Deferred;
    if (shares) {
      outcomes.set(later.place(), outcome);
    }
    return shares;
  }

  private void judge(String key, StoredEvent stored, Queue<Claim> claims) {
    for (Claim claim : claims) {
      Likeness likeness = claim.compare(stored);
      if (likeness == Likeness.UNDECIDED) {
        doubts.computeIfAbsent(key, k -> new ArrayList<>()).add(claim.place());
      } else {
        outcomes.set(claim.place(), Judgement.of(likeness));
      }
    }
    claims.clear();
  }

  /** Returns the claims that only the stored documents can judge. */
  List<Doubt> doubts() {
    List<Doubt> all = new ArrayList<>();
    doubts.forEach((key, places) -> all.add(new Doubt(key, places)));
    return all;
  }

  /** Settles a claim that was in doubt. */
  void decide(int place, Outcome outcome) {
    outcomes.set(place, outcome);
  }

  /** Returns one outcome per event in the events' order, once all is settled. */
  List<Outcome> outcomes() {
    List<Outcome> settled = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      settled.add(Objects.requireNonNull(outcome));
    }
    return settled;
  }

  /**
   * Events whose bytes differ from those that are stored under their key. Only the stored document
   * says whether they mean the same.
   *
   * @param places of the events in the batch
   */
  record Doubt(String key, List<Integer> places) {}

  /** What became of an insert. An item is never overwritten: what is stored decides for its key. */
  sealed interface KeyState {

    /** The event is stored by it. */
    record Made() implements KeyState {}

    /** The key was taken, by this item. */
    record There(StoredEvent stored) implements KeyState {}

    /** What the table has under the key is not known. */
    record Untold(Outcome outcome) implements KeyState {}
  }
}
