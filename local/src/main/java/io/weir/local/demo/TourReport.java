package io.weir.local.demo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.local.books.Books;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Where every record of a tour is, for a person and for a script. */
public final class TourReport {

  /**
   * How many records of each kind there were, and what is in the queue because of them.
   *
   * @param malformed records that can never be stored
   * @param duplicates records with the bytes of an earlier one
   * @param conflictsWaiting records whose identity is taken by other bytes
   * @param throttledWaiting good records that were given up while the table refused them
   */
  record Kinds(int malformed, int duplicates, int conflictsWaiting, int throttledWaiting) {}

  /**
   * What was found.
   *
   * @param books where every record is
   * @param items the table's rows
   * @param pointers messages of the mapping
   * @param parked messages of the function
   */
  record Findings(Books books, int items, int pointers, int parked) {}

  private static final JsonMapper JSON = new JsonMapper();

  private final TourSettings settings;
  private final Findings findings;
  private final Kinds kinds;
  private final long invocations;
  private final Duration took;

  TourReport(
      TourSettings settings, Findings findings, Kinds kinds, long invocations, Duration took) {
    this.settings = settings;
    this.findings = findings;
    this.kinds = kinds;
    this.invocations = invocations;
    this.took = took;
  }

  /** Says whether every record is in exactly one place. */
  public boolean holds() {
    return findings.books().hold();
  }

  /**
   * Returns one JSON object on one line.
   *
   * @param afterwards how it is after the last act, if that was played
   */
  public String json(Optional<TourReport> afterwards) {
    ObjectNode json = figures();
    json.put("invocations", invocations);
    json.put("seconds", took.toMillis() / 1_000.0);
    json.put("seed", settings.seed());
    afterwards.ifPresent(report -> json.set("lastAct", report.figures()));
    return json.toString();
  }

  /** Prints a short table that fits 80 columns. */
  public void print(PrintWriter out) {
    line(out, "accepted by EventStream", accepted());
    note(out, "%,d malformed, %,d duplicates", kinds.malformed(), kinds.duplicates());
    line(out, "stored in EventLogs", fates().stored());
    note(out, "%,d items, each once; every byte compared by its hash", findings.items());
    line(out, "waiting in EventStreamDlq", fates().waiting());
    note(
        out,
        "%,d malformed, %,d conflicts, %,d throttled",
        fates().waiting() - kinds.conflictsWaiting() - kinds.throttledWaiting(),
        kinds.conflictsWaiting(),
        kinds.throttledWaiting());
    note(out, "in %,d pointers and %,d parked records", findings.pointers(), findings.parked());
    note(out, "every payload read back, every byte compared by its hash");
    line(out, "discarded", fates().discarded());
    line(out, "lost", fates().lost());
    line(out, "duplicated", findings.books().duplicated());
    line(out, "unexpected", findings.books().unexpected());
    out.printf(
        Locale.ROOT,
        "%nThe promise %s: %,d records, %,d invocations, %.1f s, seed %d.%n",
        holds() ? "held" : "was BROKEN",
        accepted(),
        invocations,
        took.toMillis() / 1_000.0,
        settings.seed());
    out.flush();
  }

  /** Prints the totals alone: what is where, and whether it adds up. */
  public void printBooks(PrintWriter out) {
    line(out, "accepted by EventStream", accepted());
    line(out, "stored in EventLogs", fates().stored());
    line(out, "waiting in EventStreamDlq", fates().waiting());
    line(out, "discarded for a reason", fates().discarded());
    line(out, "lost", fates().lost());
    line(out, "duplicated", findings.books().duplicated());
    line(out, "unexpected", findings.books().unexpected());
    out.printf(
        "%nThe books %s.%n",
        isSettled() ? "balance: nothing waits, nothing is lost" : "do NOT balance");
    out.flush();
  }

  /** Says whether every record is in exactly one place, and none waits any more. */
  public boolean isSettled() {
    return holds() && fates().waiting() == 0;
  }

  private ObjectNode figures() {
    Books books = findings.books();
    return JSON.createObjectNode()
        .put("accepted", accepted())
        .put("stored", fates().stored())
        .put("items", findings.items())
        .put("waiting", fates().waiting())
        .put("discarded", fates().discarded())
        .put("lost", fates().lost())
        .put("duplicated", books.duplicated())
        .put("unexpected", books.unexpected())
        .put("pointers", findings.pointers())
        .put("parked", findings.parked());
  }

  private int accepted() {
    return findings.books().put().accepted();
  }

  private Books.Fates fates() {
    return findings.books().fates();
  }

  private static void line(PrintWriter out, String name, int count) {
    out.printf(Locale.ROOT, "%-26s %,9d%n", name, count);
  }

  private static void note(PrintWriter out, String format, Object... figures) {
    out.printf(Locale.ROOT, "  " + format + "%n", figures);
  }
}
