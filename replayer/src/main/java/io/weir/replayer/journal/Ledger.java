package io.weir.replayer.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a journal's entries say about each record and each message, once added up. */
public final class Ledger {

  private final Map<String, State> records = new HashMap<>();
  private final Map<String, List<Entry.Resent>> resent = new HashMap<>();
  private final Set<String> moved = new HashSet<>();
  private final Set<String> discarded = new HashSet<>();
  private final Set<String> deleting = new HashSet<>();
  private final Map<String, Instant> deleted = new HashMap<>();
  private final Map<String, String> receipts = new HashMap<>();
  private final Map<String, Set<String>> leasedBy = new HashMap<>();
  private final Map<String, String> confirmedBy = new HashMap<>();

  /** Adds up entries in their order. */
  public static Ledger of(List<? extends Entry> entries) {
    Ledger ledger = new Ledger();
    entries.forEach(ledger::add);
    return ledger;
  }

  /** Adds up what a journal holds, without keeping it. */
  public static Ledger of(Journal journal) {
    Ledger ledger = new Ledger();
    journal.read(ledger::add);
    return ledger;
  }

  /** Adds one entry. */
  public void add(Entry entry) {
    if (entry instanceof Entry.Sending sending) {
      for (String record : sending.records()) {
        records.merge(record, State.inFlight(""), (old, now) -> old.sent());
      }
    } else if (entry instanceof Entry.Settled settled) {
      records.merge(
          settled.record(),
          State.inFlight(settled.payload()).settled(settled),
          (old, now) -> old.settled(settled));
      if (settled.outcome() == Outcome.CONFIRMED) {
        confirmedBy.put(settled.record(), settled.run());
      }
      resent.getOrDefault(settled.record(), List.of()).forEach(this::inherit);
    } else if (entry instanceof Entry.Resent one) {
      resent.computeIfAbsent(one.record(), record -> new ArrayList<>()).add(one);
      inherit(one);
    } else if (entry instanceof Entry.Moved one) {
      moved.add(one.record());
    } else if (entry instanceof Entry.Leased leased) {
      receipts.putAll(leased.receipts());
      for (String message : leased.receipts().keySet()) {
        leasedBy.computeIfAbsent(message, it -> new HashSet<>()).add(leased.run());
      }
    } else if (entry instanceof Entry.Archived one) {
      discarded.add(one.message());
    } else if (entry instanceof Entry.Purging one) {
      discarded.add(one.message());
    } else if (entry instanceof Entry.Deleting some) {
      deleting.addAll(some.messages());
    } else if (entry instanceof Entry.Deleted one) {
      deleted.put(one.message(), one.at());
      receipts.remove(one.message());
    }
  }

  /** A record that comes back under other coordinates has failed as often as it had before. */
  private void inherit(Entry.Resent one) {
    int failures = of(one.record()).failures(one.payload());
    State known = of(one.as());
    if (known.failures(one.carried()) < failures) {
      records.put(
          one.as(),
          new State(one.carried(), failures, Optional.of(Outcome.CAME_BACK), "put again", false));
    }
  }

  /**
   * Returns where a record lies that was put into its stream again, as often as that was done.
   *
   * @param payload the SHA-256 of what was sent
   */
  public List<Resent> resent(String record, String payload) {
    return resent.getOrDefault(record, List.of()).stream()
        .filter(one -> one.payload().equals(payload))
        .map(one -> new Resent(one.as(), one.carried()))
        .toList();
  }

  /** Tells whether a newer message holds a record. */
  public boolean isMoved(String record) {
    return moved.contains(record);
  }

  /** Returns what is known of a record. */
  public State of(String record) {
    return records.getOrDefault(record, State.NEW);
  }

  /** Tells whether a message is gone, or was about to go when the journal ends. */
  public boolean mayBeGone(String message) {
    return deleted.containsKey(message) || deleting.contains(message);
  }

  /** Tells whether a message was given up, archived or not. */
  public boolean isDiscarded(String message) {
    return discarded.contains(message);
  }

  /**
   * Tells whether the run that confirmed a record last had this message in hand. A message that
   * came later may hold the record because it failed again: a function that parks says that it is
   * done.
   */
  public boolean isConfirmedFrom(String message, String record) {
    String run = confirmedBy.get(record);
    return run != null && leasedBy.getOrDefault(message, Set.of()).contains(run);
  }

  /** Returns when the deletion of a message was confirmed last, if it was. */
  public Optional<Instant> deletedAt(String message) {
    return Optional.ofNullable(deleted.get(message));
  }

  /** Returns the last receipt handle of a message that is not known to be gone. */
  public Optional<String> receipt(String message) {
    return Optional.ofNullable(receipts.get(message));
  }

  /**
   * What is known of one record.
   *
   * @param payload the SHA-256 of what was sent last; empty if nothing was
   * @param failures how often this payload came back or stayed unknown
   * @param outcome how the last try ended; nothing while it is in flight or before the first
   * @param detail the outcome's detail
   * @param inFlight it may have been sent, and what became of it is not known
   */
  public record State(
      String payload, int failures, Optional<Outcome> outcome, String detail, boolean inFlight) {

    static final State NEW = new State("", 0, Optional.empty(), "", false);

    static State inFlight(String payload) {
      return new State(payload, 0, Optional.empty(), "", true);
    }

    State sent() {
      return new State(payload, failures, Optional.empty(), "", true);
    }

    State settled(Entry.Settled entry) {
      int before = payload.equals(entry.payload()) ? failures : 0;
      boolean failed = entry.outcome() == Outcome.CAME_BACK || entry.outcome() == Outcome.UNKNOWN;
      return new State(
          entry.payload(),
          failed ? before + 1 : before,
          Optional.of(entry.outcome()),
          entry.detail(),
          false);
    }

    /** Tells whether the record is stored with these bytes. */
    public boolean confirmed(String sent) {
      return payload.equals(sent) && outcome.equals(Optional.of(Outcome.CONFIRMED));
    }

    /** Tells whether these bytes were written to a file. */
    public boolean copied(String sent) {
      return payload.equals(sent) && outcome.equals(Optional.of(Outcome.COPIED));
    }

    /** Returns how often these bytes have failed. */
    public int failures(String sent) {
      return payload.equals(sent) ? failures : 0;
    }
  }
}
