package io.weir.replayer.run;

import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.Journal;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.queue.Leased;
import io.weir.replayer.queue.Leases;
import io.weir.replayer.queue.LetterQueue;
import io.weir.replayer.queue.Pulse;
import io.weir.replayer.recover.Pause;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Takes messages out of the queue for a named person's reason.
 *
 * <p>Each is copied into the journal first, so that it can be brought back; only a purge keeps
 * nothing but the fact. They go in portions, and before each of them it is asked whether to stop:
 * what lies in the journal then is gone from the queue, and the rest is as it was.
 */
public final class Discard {

  /** A fraction of a second's work, and a journal's write for each. */
  private static final int PORTION = 25;

  private final LetterQueue queue;
  private final Duration lease;
  private final Pause pause;
  private final BooleanSupplier stop;
  private final Pulse pulse;

  /**
   * Works on a queue.
   *
   * @param lease how long a message stays out of sight unless its lease is extended
   * @param stop asked before each portion
   * @param pulse extends the leases
   */
  public Discard(
      LetterQueue queue, Duration lease, Pause pause, BooleanSupplier stop, Pulse pulse) {
    this.queue = queue;
    this.lease = lease;
    this.pause = pause;
    this.stop = stop;
    this.pulse = pulse;
  }

  /**
   * What is to be discarded.
   *
   * @param bodyHash the SHA-256 of the message's body when it was looked at
   * @param archive its copy, as one line of an export
   */
  public record Item(String message, String bodyHash, String archive) {}

  /**
   * What became of it.
   *
   * @param deleted the messages that are gone
   * @param kept why others are still there, by message id
   * @param left those that are still there because it was to stop
   */
  public record Result(Set<String> deleted, Map<String, String> kept, Set<String> left) {}

  /**
   * Discards messages.
   *
   * @param purge whether no copy is kept
   * @throws io.weir.replayer.journal.JournalException if the journal fails: nothing more is done
   */
  public Result run(List<Item> items, boolean purge, RunStart start) throws InterruptedException {
    String command = purge ? start.command() + " --purge" : start.command();
    start.began(new Entry.What(command, "", queue.name(), items.size(), 0), "");
    Result result = discard(items, purge, start);
    Map<String, Integer> counts = new HashMap<>();
    counts.put("discarded", result.deleted().size());
    counts.put("kept", result.kept().size());
    if (!result.left().isEmpty()) {
      counts.put("left", result.left().size());
    }
    start.ended(result.left().isEmpty() ? "done" : "interrupted", counts);
    return result;
  }

  private Result discard(List<Item> items, boolean purge, RunStart start)
      throws InterruptedException {
    Leases leases = new Leases(queue, lease, pause);
    Map<String, Item> wanted = new LinkedHashMap<>();
    items.forEach(item -> wanted.put(item.message(), item));
    Account account = new Account();
    Pulse.Beating beating = pulse.start(Pulse.period(lease), leases::extendIfPossible);
    try {
      Leases.Patience none = new Leases.Patience(Duration.ZERO, start.clock(), stop, missing -> {});
      Map<String, Leased> found = leases.sweep(wanted.keySet(), Set.of(), none);
      List<Item> ready = new ArrayList<>();
      for (Item item : wanted.values()) {
        Leased leased = found.get(item.message());
        if (leased == null && stop.getAsBoolean()) {
          account.left.add(item.message());
        } else if (leased == null) {
          account.kept.put(item.message(), "not in the queue any more, or another run holds it");
        } else if (!hash(leased).equals(item.bodyHash())) {
          account.kept.put(item.message(), "has another body than when it was looked at");
        } else {
          ready.add(item);
        }
      }
      for (int from = 0; from < ready.size(); from += PORTION) {
        List<Item> some = ready.subList(from, Math.min(from + PORTION, ready.size()));
        if (stop.getAsBoolean()) {
          some.forEach(item -> account.left.add(item.message()));
        } else {
          portion(some, purge, start, leases, account);
        }
      }
      return account.result();
    } finally {
      beating.close();
      leases.giveBackAll();
    }
  }

  private static final class Account {
    private final Set<String> deleted = new LinkedHashSet<>();
    private final Map<String, String> kept = new LinkedHashMap<>();
    private final Set<String> left = new LinkedHashSet<>();

    private Result result() {
      return new Result(
          Collections.unmodifiableSet(deleted),
          Collections.unmodifiableMap(kept),
          Collections.unmodifiableSet(left));
    }
  }

  private static void portion(
      List<Item> items, boolean purge, RunStart start, Leases leases, Account account)
      throws InterruptedException {
    Journal journal = start.journal();
    journal.write(items.stream().map(item -> entry(item, purge, start)).toList());
    Set<String> gone = leases.delete(items.stream().map(Item::message).toList());
    journal.write(
        gone.stream()
            .map(id -> new Entry.Deleted(start.clock().instant(), start.run(), id))
            .toList());
    account.deleted.addAll(gone);
    items.stream()
        .map(Item::message)
        .filter(id -> !gone.contains(id))
        .forEach(id -> account.kept.put(id, "could not be deleted: try again"));
  }

  private static Entry entry(Item item, boolean purge, RunStart start) {
    return purge
        ? new Entry.Purging(start.clock().instant(), start.run(), item.message(), item.bodyHash())
        : new Entry.Archived(start.clock().instant(), start.run(), item.message(), item.archive());
  }

  private static String hash(Leased leased) {
    return Bytes.of(leased.body().getBytes(StandardCharsets.UTF_8)).sha256();
  }
}
