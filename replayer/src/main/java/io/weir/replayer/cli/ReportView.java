package io.weir.replayer.cli;

import io.weir.replayer.run.Fate;
import io.weir.replayer.run.Report;
import io.weir.replayer.terminal.SafeText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a run has done, for people and programs. */
final class ReportView {

  private final Report report;
  private final String resume;

  /**
   * A view of a report.
   *
   * @param resume the command line that goes on with it
   */
  ReportView(Report report, String resume) {
    this.report = report;
    this.resume = resume;
  }

  /** Prints it in the wanted form. */
  void print(OutputOptions output, PrintWriter out) {
    switch (output.format()) {
      case json -> JsonOutput.document(out, json());
      case ndjson -> JsonOutput.line(out, json());
      case table -> text(out);
    }
  }

  private Map<String, Object> json() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("run", report.run());
    document.put("result", report.result().name().toLowerCase(Locale.ROOT));
    Map<String, Integer> records = new LinkedHashMap<>();
    for (Fate fate : Fate.values()) {
      records.put(fate.text(), report.count(fate));
    }
    document.put("records", records);
    document.put("messages", report.messages().all());
    document.put("deleted", report.messages().deleted());
    document.put("notes", report.notes());
    return document;
  }

  private void text(PrintWriter out) {
    List<String> parts = new ArrayList<>();
    for (Fate fate : Fate.values()) {
      if (report.count(fate) > 0) {
        parts.add(report.count(fate) + " " + fate.text());
      }
    }
    out.println("records: " + (parts.isEmpty() ? "none" : String.join(", ", parts)));
    out.printf(
        "messages: %d, of which deleted %d%n",
        report.messages().all(), report.messages().deleted());
    report.notes().forEach(note -> out.println("  " + SafeText.of(note)));
    String end =
        switch (report.result()) {
          case DONE -> "";
          case REFUSED -> "nothing was sent: the plan is stale; make it again with plan";
          case ABORTED -> "stopped: records came back, so nothing else was sent";
          case BROKEN ->
              "stopped: records failed one after the other; look into it, then go on with: "
                  + resume;
          case INTERRUPTED -> "stopped; go on with: " + resume;
          case THROTTLED -> "stopped: everything is turned away; go on later with: " + resume;
        };
    if (!end.isEmpty()) {
      out.println(end);
    }
    out.println("run " + report.run());
    out.flush();
  }
}
