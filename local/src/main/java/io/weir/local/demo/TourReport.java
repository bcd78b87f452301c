package io.weir.local.demo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.local.demo.Tour.Kinds;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Where every record of a tour is, for a person and for a script. */
public final class TourReport {

  private final TourSettings settings;
  private final Tally tally;
  private final Kinds kinds;
  private final long invocations;
  private final Duration took;

  TourReport(TourSettings settings, Tally tally, Kinds kinds, long invocations, Duration took) {
    this.settings = settings;
    this.tally = tally;
    this.kinds = kinds;
    this.invocations = invocations;
    this.took = took;
  }

  /** Says whether every record is in exactly one place. */
  public boolean holds() {
    return tally.holds();
  }

  /**
   * Returns one JSON object on one line.
   *
   * @param afterwards how it is after the last act, if that was played
   */
  public String json(Optional<TourReport> afterwards) {
    JsonMapper mapper = new JsonMapper();
    ObjectNode json = mapper.valueToTree(tally);
    json.put("invocations", invocations);
    json.put("seconds", took.toMillis() / 1_000.0);
    json.put("seed", settings.seed());
    afterwards.ifPresent(report -> json.set("lastAct", mapper.valueToTree(report.tally)));
    return json.toString();
  }

  /** Prints a short table that fits 80 columns. */
  public void print(PrintWriter out) {
    line(out, "accepted by EventStream", tally.accepted());
    note(out, "%,d malformed, %,d duplicates", kinds.malformed(), kinds.duplicates());
    line(out, "stored in EventLogs", tally.stored());
    note(out, "%,d items, each once; every byte compared by its hash", tally.items());
    line(out, "waiting in EventStreamDlq", tally.waiting());
    note(
        out,
        "%,d malformed, %,d conflicts, %,d throttled",
        tally.waiting() - kinds.conflictsWaiting() - kinds.throttledWaiting(),
        kinds.conflictsWaiting(),
        kinds.throttledWaiting());
    note(out, "in %,d pointers and %,d parked records", tally.pointers(), tally.parked());
    note(out, "every payload read back, every byte compared by its hash");
    line(out, "discarded", tally.discarded());
    line(out, "lost", tally.lost());
    line(out, "duplicated", tally.duplicated());
    line(out, "unexpected", tally.unexpected());
    out.printf(
        Locale.ROOT,
        "%nThe promise %s: %,d records, %,d invocations, %.1f s, seed %d.%n",
        holds() ? "held" : "was BROKEN",
        tally.accepted(),
        invocations,
        took.toMillis() / 1_000.0,
        settings.seed());
    out.flush();
  }

  /** Prints the totals alone: what is where, and whether it adds up. */
  public void printBooks(PrintWriter out) {
    line(out, "accepted by EventStream", tally.accepted());
    line(out, "stored in EventLogs", tally.stored());
    line(out, "waiting in EventStreamDlq", tally.waiting());
    line(out, "discarded for a reason", tally.discarded());
    line(out, "lost", tally.lost());
    line(out, "duplicated", tally.duplicated());
    line(out, "unexpected", tally.unexpected());
    out.printf(
        "%nThe books %s.%n",
        isSettled() ? "balance: nothing waits, nothing is lost" : "do NOT balance");
    out.flush();
  }

  /** Says whether every record is in exactly one place, and none waits any more. */
  public boolean isSettled() {
    return tally.holds() && tally.waiting() == 0;
  }

  private static void line(PrintWriter out, String name, int count) {
    out.printf(Locale.ROOT, "%-26s %,9d%n", name, count);
  }

  private static void note(PrintWriter out, String format, Object... figures) {
    out.printf(Locale.ROOT, "  " + format + "%n", figures);
  }
}
