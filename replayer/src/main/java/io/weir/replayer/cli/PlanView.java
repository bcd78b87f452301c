package io.weir.replayer.cli;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.weir.replayer.plan.Action;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.plan.PlanFile;
import io.weir.replayer.plan.PlannedRecord;
import io.weir.replayer.plan.PlannedRecord.Repair;
import io.weir.replayer.terminal.SafeText;
import io.weir.replayer.terminal.Table;
import java.io.PrintWriter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A plan as a person reads it: what becomes of how many records, and why. */
final class PlanView {

  private static final int MOST_DIFFS = 3;
  private static final int CONTEXT = 2;

  private final Plan plan;
  private final boolean reveal;

  PlanView(Plan plan, boolean reveal) {
    this.plan = plan;
    this.reveal = reveal;
  }

  /** Records that are treated alike. */
  private record Row(Action action, String diagnosis, String why) {}

  /** Prints the groups, the totals, and a few of the repairs. */
  void print(PrintWriter out) {
    Map<Row, Integer> rows = new LinkedHashMap<>();
    plan.records()
        .forEach(
            record ->
                rows.merge(
                    new Row(record.action(), diagnosis(record), record.why()), 1, Integer::sum));
    if (!rows.isEmpty()) {
      Table table =
          new Table(LetterRows.width())
              .text("ACTION")
              .number("RECORDS")
              .text("IS")
              .yieldingText("WHY");
      rows.forEach(
          (row, count) -> table.row(word(row.action()), count, row.diagnosis(), row.why()));
      out.println(table.render());
      out.println();
    }
    plan.records()
        .filter(record -> record.action() == Action.REPAIR)
        .limit(MOST_DIFFS)
        .forEach(record -> diff(out, record));
    out.println(sentence());
    out.flush();
  }

  private static String diagnosis(PlannedRecord record) {
    return record.cause().isEmpty() ? record.diagnosis() : record.cause();
  }

  private static String word(Action action) {
    return action.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns what the plan comes to, in a sentence that a question can follow. */
  String sentence() {
    long whole = plan.letters().stream().filter(letter -> !letter.records().isEmpty()).count();
    return "%d of %d records in %d messages go through the route %s%nto %s."
        .formatted(
            plan.sent(),
            plan.records().count(),
            whole,
            plan.route(),
            SafeText.of(plan.target().destination()));
  }

  /** Returns the plan as a document for programs. */
  Map<String, Object> json() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("digest", PlanFile.digest(plan));
    document.put("queue", plan.queue());
    document.put("door", plan.route().name());
    document.put("destination", plan.target().destination());
    document.put("selection", plan.selection());
    document.put("messages", plan.letters().size());
    document.put("records", plan.records().count());
    document.put("sent", plan.sent());
    document.put("letters", plan.letters().stream().map(PlanView::letter).toList());
    return document;
  }

  private static Map<String, Object> letter(io.weir.replayer.plan.PlannedLetter letter) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("id", letter.message());
    document.put("verdict", letter.verdict());
    document.put(
        "records",
        letter.records().stream()
            .map(
                record ->
                    Map.of(
                        "record", record.record(),
                        "diagnosis", record.diagnosis(),
                        "cause", record.cause(),
                        "action", word(record.action()),
                        "why", record.why()))
            .toList());
    return document;
  }

  private void diff(PrintWriter out, PlannedRecord record) {
    Repair repair = record.repair();
    if (repair == null) {
      return;
    }
    Base64.Decoder base64 = Base64.getDecoder();
    List<String> before = PayloadLines.of(base64.decode(repair.original()), reveal);
    List<String> after = PayloadLines.of(base64.decode(repair.repaired()), reveal);
    List<String> lines =
        UnifiedDiffUtils.generateUnifiedDiff(
            "before", "after", before, DiffUtils.diff(before, after), CONTEXT);
    out.println(SafeText.of(record.record()));
    lines.stream().skip(2).forEach(line -> out.println("  " + line));
    if (!reveal) {
      out.println("  values are masked: --reveal shows them");
    }
    out.println();
  }
}
