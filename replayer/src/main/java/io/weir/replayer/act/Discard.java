package io.weir.replayer.act;

import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.Journal;
import io.weir.replayer.letter.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes messages out of the queue for a named person's reason.
 *
 * <p>Each is copied into the journal first, so that it can be brought back; only a purge keeps
 * nothing but the fact.
 */
public final class Discard {

  private final LetterQueue queue;
  private final Duration lease;
  private final Pause pause;

  /** Works on a queue; {@code lease} is how long a message stays out of sight. */
  public Discard(LetterQueue queue, Duration lease, Pause pause) {
    this.queue = queue;
    this.lease = lease;
    this.pause = pause;
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
   * @param kept why the others are still there, by message id
   */
  public record Result(Set<String> deleted, Map<String, String> kept) {}

  /**
   * Discards messages.
   *
   * @param purge whether no copy is kept
   * @throws io.weir.replayer.journal.JournalException if the journal fails: nothing more is done
   */
  public Result run(List<Item> items, boolean purge, Apply.Start start)
      throws InterruptedException {
    Journal journal = start.journal();
    InstantSource clock = start.clock();
    Leases leases = new Leases(queue, lease, pause);
    Map<String, Item> wanted = new LinkedHashMap<>();
    items.forEach(item -> wanted.put(item.message(), item));
    Map<String, String> kept = new LinkedHashMap<>();
    try {
      Map<String, Leased> found = leases.sweep(wanted.keySet(), Leases.Patience.NONE);
      List<Entry> archived = new ArrayList<>();
      List<String> ready = new ArrayList<>();
      for (Item item : wanted.values()) {
        Leased leased = found.get(item.message());
        if (leased == null) {
          kept.put(item.message(), "not in the queue any more, or somebody holds it");
        } else if (!hash(leased).equals(item.bodyHash())) {
          kept.put(item.message(), "has another body than when it was looked at");
        } else {
          archived.add(entry(item, purge, start));
          ready.add(item.message());
        }
      }
      Set<String> gone = Set.of();
      if (!ready.isEmpty()) {
        journal.write(archived);
        gone = leases.delete(ready);
        List<Entry> deleted = new ArrayList<>();
        gone.forEach(id -> deleted.add(new Entry.Deleted(clock.instant(), start.run(), id)));
        journal.write(deleted);
      }
      Set<String> deleted = gone;
      ready.stream()
          .filter(id -> !deleted.contains(id))
          .forEach(id -> kept.put(id, "could not be deleted: try again"));
      return new Result(deleted, kept);
    } finally {
      leases.giveBackAll();
    }
  }

  private static Entry entry(Item item, boolean purge, Apply.Start start) {
    return purge
        ? new Entry.Purging(start.clock().instant(), start.run(), item.message(), item.bodyHash())
        : new Entry.Archived(start.clock().instant(), start.run(), item.message(), item.archive());
  }

  private static String hash(Leased leased) {
    return Bytes.of(leased.body().getBytes(StandardCharsets.UTF_8)).sha256();
  }
}
