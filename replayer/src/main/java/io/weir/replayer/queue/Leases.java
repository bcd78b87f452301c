package io.weir.replayer.queue;

import io.weir.replayer.recover.Pause;
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
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * The messages that a run has taken out of sight. Safe for two threads: one works, one extends.
 *
 * <p>A lost lease costs nothing but work done twice: another run may then take the message, and the
 * table takes each event once.
 */
public final class Leases {

  /** After this many empty answers in a row there is nothing left that can be seen. */
  private static final int EMPTY_ANSWERS = 3;

  /**
   * After this many answers in a row without a new message, all have been seen: messages whose
   * leases end come back while the rest is looked for.
   */
  private static final int STALE_ANSWERS = 20;

  /** A look takes at least this many messages a second, so a lease can be long enough for it. */
  private static final int SEEN_A_SECOND = 100;

  /** The longest lease that SQS gives. */
  private static final Duration LONGEST = Duration.ofHours(12);

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  /**
   * How long to wait for messages that another receiver holds.
   *
   * @param time how long at most, by the clock: a look at an empty queue takes time, too
   * @param stop whether to give up at once
   * @param missing is told how many are waited for
   */
  public record Patience(
      Duration time, InstantSource clock, BooleanSupplier stop, IntConsumer missing) {

    /** Does not wait. */
    public static final Patience NONE =
        new Patience(Duration.ZERO, () -> Instant.EPOCH, () -> false, missing -> {});

    public Patience of(Duration other) {
      return new Patience(other, clock, stop, missing);
    }
  }

  private final LetterQueue queue;
  private final Duration time;
  private final Pause pause;
  private final Map<String, String> held = new LinkedHashMap<>();

  /**
   * Messages whose lease could not be extended: another run may have received them since, and with
   * an old handle SQS may confirm a deletion that it does not make (SQS-61).
   */
  private final Set<String> lapsed = new HashSet<>();

  /**
   * No leases yet.
   *
   * @param time how long each lasts unless it is extended
   */
  public Leases(LetterQueue queue, Duration time, Pause pause) {
    this.queue = queue;
    this.time = time;
    this.pause = pause;
  }

  /**
   * Takes the wanted messages out of sight, and gives all others back.
   *
   * <p>Where some are missing and the queue says that messages are leased, it waits: a run that was
   * killed may have had them.
   *
   * @param welcome those that are taken, too, if they are seen on the way
   * @return the wanted and the welcome ones that were found, by id
   */
  public Map<String, Leased> sweep(Set<String> wanted, Set<String> welcome, Patience patience)
      throws InterruptedException {
    Map<String, Leased> found = new HashMap<>();
    Map<String, String> others = new HashMap<>();
    Instant end = patience.clock().instant().plus(patience.time());
    Set<String> missing = new HashSet<>(wanted);
    Set<String> taken = new HashSet<>(wanted);
    taken.addAll(welcome);
    try {
      while (!missing.isEmpty()) {
        drain(missing, taken, new Seen(found, others), patience.stop());
        if (missing.isEmpty()
            || patience.stop().getAsBoolean()
            || !patience.clock().instant().isBefore(end)
            || queue.depth().leased() <= found.size() + others.size()) {
          break;
        }
        giveBack(others);
        others.clear();
        patience.missing().accept(missing.size());
        pause.pause(LOOK_AGAIN);
      }
    } finally {
      giveBack(others);
    }
    return found;
  }

  private record Seen(Map<String, Leased> found, Map<String, String> others) {

    /** Notes a message that was received, and tells whether it is new. */
    boolean add(Leased letter, boolean taken) {
      return taken
          ? found.put(letter.message(), letter) == null
          : others.put(letter.message(), letter.receipt()) == null;
    }
  }

  private void drain(Set<String> missing, Set<String> taken, Seen seen, BooleanSupplier stop) {
    int empty = 0;
    int stale = 0;
    while (empty < EMPTY_ANSWERS
        && stale < STALE_ANSWERS
        && !missing.isEmpty()
        && !stop.getAsBoolean()) {
      List<Leased> letters = queue.lease(longEnough(seen.found().size() + seen.others().size()));
      empty = letters.isEmpty() ? empty + 1 : 0;
      stale++;
      for (Leased letter : letters) {
        boolean ours = taken.contains(letter.message());
        if (seen.add(letter, ours)) {
          stale = 0;
        }
        if (ours) {
          missing.remove(letter.message());
          hold(letter);
        }
      }
    }
  }

  /** Returns a lease that is longer than a look at twice as many messages as were seen so far. */
  private Duration longEnough(int seen) {
    Duration look = Duration.ofSeconds(2L * seen / SEEN_A_SECOND);
    Duration longest = look.compareTo(LONGEST) < 0 ? look : LONGEST;
    return longest.compareTo(time) > 0 ? longest : time;
  }

  private synchronized void hold(Leased letter) {
    held.put(letter.message(), letter.receipt());
    lapsed.remove(letter.message());
  }

  /** Returns the receipt handles of what is held now, by message id. */
  public synchronized Map<String, String> held() {
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

  /** Extends all leases; those that are lost are remembered, too, for the deletion. */
  public void extend() {
    Map<String, String> all = held();
    if (!all.isEmpty()) {
      lapse(queue.extend(all, time).keySet());
    }
  }

  private synchronized void lapse(Set<String> messages) {
    lapsed.addAll(messages);
    lapsed.retainAll(held.keySet());
  }

  private synchronized boolean isGood(String message) {
    return !lapsed.contains(message);
  }

  /** Extends all leases, and leaves what cannot be extended to the next time. */
  public void extendIfPossible() {
    try {
      extend();
    } catch (QueueException e) {
      lapse(held().keySet()); // a lease that is lost costs nothing but work done twice
    }
  }

  /**
   * Deletes messages. One whose receipt handle is no longer good is received again for a new one.
   *
   * @return those that are known to be gone
   */
  public Set<String> delete(Collection<String> messages) throws InterruptedException {
    Map<String, String> all = heldOf(messages);
    Map<String, String> good = new LinkedHashMap<>(all);
    good.keySet().removeIf(message -> !isGood(message));
    Set<String> failed = new HashSet<>(all.keySet());
    failed.removeAll(good.keySet());
    failed.addAll(good.isEmpty() ? Set.of() : queue.delete(good).keySet());
    Set<String> gone = new HashSet<>(all.keySet());
    gone.removeAll(failed);
    if (!failed.isEmpty()) {
      Map<String, Leased> found = sweep(failed, Set.of(), Patience.NONE);
      Map<String, String> again = LetterQueue.receipts(found.values());
      gone.addAll(again.keySet());
      gone.removeAll(again.isEmpty() ? Set.of() : queue.delete(again).keySet());
    }
    forget(gone);
    return gone;
  }

  private synchronized void forget(Set<String> messages) {
    held.keySet().removeAll(messages);
    lapsed.removeAll(messages);
  }

  /** Gives everything back that is still held. */
  public void giveBackAll() {
    Map<String, String> all = held();
    giveBack(all);
    forget(all.keySet());
  }

  /** Gives messages back that a run which was killed had leased. */
  public void giveBack(Map<String, String> receipts) {
    if (!receipts.isEmpty()) {
      queue.extend(receipts, Duration.ZERO);
    }
  }

  /** Returns what is held, in the order in which it was taken. */
  synchronized List<String> messages() {
    return new ArrayList<>(held.keySet());
  }
}
