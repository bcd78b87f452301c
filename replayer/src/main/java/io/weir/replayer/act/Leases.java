package io.weir.replayer.act;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * The messages that a run has taken out of sight. Safe for two threads: one works, one extends.
 *
 * <p>A lost lease costs nothing but work done twice: another run may then take the message, and the
 * table takes each event once.
 */
final class Leases {

  /** So many empty answers in a row, and there is nothing left that can be seen. */
  private static final int EMPTY_ANSWERS = 3;

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  /**
   * How long to wait for messages that somebody else holds.
   *
   * @param time how long at most, by the clock: a look at an empty queue takes time, too
   * @param stop whether to give up at once
   * @param missing is told how many are waited for
   */
  record Patience(Duration time, InstantSource clock, Stop stop, IntConsumer missing) {

    /** Does not wait. */
    static final Patience NONE =
        new Patience(Duration.ZERO, () -> Instant.EPOCH, Stop.NEVER, missing -> {});

    Patience of(Duration other) {
      return new Patience(other, clock, stop, missing);
    }
  }

  private final LetterQueue queue;
  private final Duration time;
  private final Pause pause;
  private final Map<String, String> held = new LinkedHashMap<>();

  /**
   * No leases yet.
   *
   * @param time how long each lasts unless it is extended
   */
  Leases(LetterQueue queue, Duration time, Pause pause) {
    this.queue = queue;
    this.time = time;
    this.pause = pause;
  }

  /**
   * Takes the wanted messages out of sight, and gives all others back.
   *
   * <p>Where some are missing and the queue says that somebody has messages leased, it waits: a run
   * that was killed may have had them.
   *
   * @return the wanted ones that were found, by id
   */
  Map<String, Leased> sweep(Set<String> wanted, Patience patience) throws InterruptedException {
    Map<String, Leased> found = new HashMap<>();
    Map<String, String> others = new HashMap<>();
    Instant end = patience.clock().instant().plus(patience.time());
    try {
      while (found.size() < wanted.size()) {
        drain(wanted, found, others, patience.stop());
        if (found.size() == wanted.size()
            || patience.stop().requested()
            || !patience.clock().instant().isBefore(end)
            || queue.depth().leased() <= found.size() + others.size()) {
          break;
        }
        giveBack(others);
        others.clear();
        patience.missing().accept(wanted.size() - found.size());
        pause.pause(LOOK_AGAIN);
      }
    } finally {
      giveBack(others);
    }
    return found;
  }

  private void drain(
      Set<String> wanted, Map<String, Leased> found, Map<String, String> others, Stop stop) {
    int empty = 0;
    while (empty < EMPTY_ANSWERS && found.size() < wanted.size() && !stop.requested()) {
      List<Leased> letters = queue.lease(time);
      empty = letters.isEmpty() ? empty + 1 : 0;
      for (Leased letter : letters) {
        if (wanted.contains(letter.message())) {
          found.put(letter.message(), letter);
          hold(letter);
        } else {
          others.put(letter.message(), letter.receipt());
        }
      }
    }
  }

  private synchronized void hold(Leased letter) {
    held.put(letter.message(), letter.receipt());
  }

  /** Returns the receipt handles of what is held now, by message id. */
  synchronized Map<String, String> held() {
    return new LinkedHashMap<>(held);
  }

  private synchronized Map<String, String> heldOf(Collection<String> messages) {
    Map<String, String> receipts = new LinkedHashMap<>();
    for (String message : messages) {
      String receipt = held.get(message);
      if (receipt != null) {
        receipts.put(message, receipt);
      }
    }
    return receipts;
  }

  /** Extends all leases; those that are lost are kept in mind all the same, for the deletion. */
  void extend() {
    Map<String, String> all = held();
    if (!all.isEmpty()) {
      queue.extend(all, time);
    }
  }

  /** Extends all leases, and leaves what cannot be extended to the next time. */
  void extendIfPossible() {
    try {
      extend();
    } catch (QueueException e) {
      // A lease that is lost costs nothing but work done twice.
      return;
    }
  }

  /**
   * Deletes messages. One whose receipt handle is no longer good is received again for a new one.
   *
   * @return those that are known to be gone
   */
  Set<String> delete(Collection<String> messages) throws InterruptedException {
    Map<String, String> receipts = heldOf(messages);
    Set<String> failed = new HashSet<>(queue.delete(receipts).keySet());
    Set<String> gone = new HashSet<>(receipts.keySet());
    gone.removeAll(failed);
    if (!failed.isEmpty()) {
      Map<String, String> again = LetterQueue.receipts(sweep(failed, Patience.NONE).values());
      gone.addAll(again.keySet());
      gone.removeAll(again.isEmpty() ? Set.of() : queue.delete(again).keySet());
    }
    forget(gone);
    return gone;
  }

  private synchronized void forget(Set<String> messages) {
    held.keySet().removeAll(messages);
  }

  /** Gives everything back that is still held. */
  void giveBackAll() {
    Map<String, String> all = held();
    giveBack(all);
    forget(all.keySet());
  }

  /** Gives messages back that a run which was killed had leased. */
  void giveBack(Map<String, String> receipts) {
    if (!receipts.isEmpty()) {
      queue.extend(receipts, Duration.ZERO);
    }
  }

  /** Returns what is held, in the order in which it was taken. */
  synchronized List<String> messages() {
    return new ArrayList<>(held.keySet());
  }
}
