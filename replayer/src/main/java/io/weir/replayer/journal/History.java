package io.weir.replayer.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A journal as a person reads it: run by run, or step by step. */
public final class History {

  private History() {}

  /**
   * One run.
   *
   * @param result how it ended; {@code unfinished} if it was killed, or is still at work
   */
  @SuppressWarnings("checkstyle:RecordComponentNumber") // history's JSON
  public record Run(
      String id,
      Instant at,
      Entry.What what,
      String actor,
      String reason,
      String plan,
      String result,
      Map<String, Integer> counts) {}

  /** Tells whether {@link #of} needs an entry. */
  public static boolean isOfRuns(Entry entry) {
    return entry instanceof Entry.Started || entry instanceof Entry.Ended;
  }

  /** Returns the runs, oldest first. */
  public static List<Run> of(List<Entry> entries) {
    Map<String, Run> runs = new LinkedHashMap<>();
    for (Entry entry : entries) {
      if (entry instanceof Entry.Started e) {
        runs.put(
            e.run(),
            new Run(
                e.run(),
                e.at(),
                e.what(),
                e.actor(),
                e.reason(),
                e.plan(),
                "unfinished",
                Map.of()));
      } else if (entry instanceof Entry.Ended e) {
        runs.computeIfPresent(
            e.run(),
            (id, run) ->
                new Run(
                    id,
                    run.at(),
                    run.what(),
                    run.actor(),
                    run.reason(),
                    run.plan(),
                    e.result(),
                    e.counts()));
      }
    }
    return new ArrayList<>(runs.values());
  }

  /** Returns an entry's kind, as the journal writes it. */
  public static String effect(Entry entry) {
    return entry.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** Returns what an entry says; never a payload, and never a receipt handle. */
  public static String what(Entry entry) {
    if (entry instanceof Entry.Started e) {
      return e.what().command()
          + " by "
          + e.actor()
          + (e.reason().isEmpty() ? "" : ": " + e.reason());
    }
    if (entry instanceof Entry.Leased e) {
      return e.receipts().size() + " messages";
    }
    if (entry instanceof Entry.Sending e) {
      return String.join(" ", e.records());
    }
    if (entry instanceof Entry.Resent e) {
      return e.record() + " as " + e.as();
    }
    if (entry instanceof Entry.Moved e) {
      return e.record() + " to " + e.message();
    }
    if (entry instanceof Entry.Settled e) {
      return "%s %s: %s".formatted(e.record(), e.outcome(), e.detail());
    }
    if (entry instanceof Entry.Ended e) {
      return e.result() + " " + e.counts();
    }
    return whichMessage(entry);
  }

  private static String whichMessage(Entry entry) {
    if (entry instanceof Entry.Deleting e) {
      return String.join(" ", e.messages());
    }
    if (entry instanceof Entry.Deleted e) {
      return e.message();
    }
    if (entry instanceof Entry.Archived e) {
      return e.message();
    }
    if (entry instanceof Entry.Kept e) {
      return e.message();
    }
    if (entry instanceof Entry.Purging e) {
      return e.message() + " with body " + e.bodyHash();
    }
    if (entry instanceof Entry.Restoring e) {
      return e.message();
    }
    if (entry instanceof Entry.Restored e) {
      return e.message() + " as " + e.newMessage();
    }
    return "";
  }
}
