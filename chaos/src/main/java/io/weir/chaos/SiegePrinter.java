package io.weir.chaos;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.chaos.siege.SiegeReport;
import io.weir.local.books.Books;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says how a siege goes, on standard error, and how it went, on standard output. */
final class SiegePrinter {

  private static final JsonMapper JSON = new JsonMapper();

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;

  SiegePrinter(PrintWriter out, PrintWriter err, boolean json) {
    this.out = out;
    this.err = err;
    this.json = json;
  }

  /** Prints a line of progress. */
  synchronized void progress(String line) {
    err.println(line);
    err.flush();
  }

  /** Prints what came of it; its last line has the figures that matter. */
  void report(SiegeReport report) {
    ObjectNode figures = figures(report);
    if (json) {
      out.println(whole(figures, report));
    } else {
      explain(report);
      out.println(
          figures.properties().stream()
              .map(entry -> entry.getKey() + " " + entry.getValue().asText())
              .collect(Collectors.joining(", ")));
    }
    out.flush();
    report.before().violations().forEach(line -> progress("before the replayer: " + line));
    report.after().violations().forEach(this::progress);
  }

  /** Says what was kept, and how to look into it. */
  void howToLook(Path directory, long seed) {
    progress(
        """
        Everything is kept in %1$s:
          ledger           what the stream confirmed: position, hash, event
          up.log.err       the services and the mapping; function.log the function
          replayer-*.log   each operator's last command of each kind, with .err all of them
          journal-*.ndjson what the operators have done, beside the table WeirJournal
        Look at it as it was left:
          java -jar local/target/local.jar up --data %1$s/data
          java -jar replayer/target/replayer.jar inspect --endpoint-url http://127.0.0.1:4566 \\
            --queue EventStreamDlq --stream EventStream --function EventStreamHandler --table EventLogs
        The same records, targets and spells of faults again: --seed %2$d"""
            .formatted(directory, seed));
  }

  private void explain(SiegeReport report) {
    Books books = report.after();
    out.printf("seed        %d%n", report.settings().seed());
    out.printf("kills       %s, %d starts%n", list(report.kills()), report.starts());
    out.printf("reshards    %d%n", report.reshards());
    out.printf("faults      %s%n", list(report.faults()));
    out.printf("  mapping's %s; of %,d calls%n", list(report.mappingsFaults()), report.calls());
    out.printf("intruder    %s%n", list(report.intrusions()));
    out.printf("replayer    %s%n", list(report.commands()));
    out.printf(
        "producers   acknowledged %,d, recovered %,d; %,d put again for want of an answer;"
            + " by the route stream %,d%n",
        books.put().acknowledged(),
        books.put().recovered(),
        report.unanswered(),
        books.put().again());
    out.printf(
        "drained     stored %,d, waiting %,d, discarded %,d, lost %,d%n",
        report.before().fates().stored(),
        report.before().fates().waiting(),
        report.before().fates().discarded(),
        report.before().fates().lost());
  }

  private static ObjectNode figures(SiegeReport report) {
    Books books = report.after();
    return JSON.createObjectNode()
        .put("records", report.settings().records())
        .put("kills", report.killed())
        .put("reshards", report.reshards())
        .put("faults", report.faulted())
        .put("accepted", books.put().accepted())
        .put("stored", books.fates().stored())
        .put("waiting", books.fates().waiting())
        .put("discarded", books.fates().discarded())
        .put("lost", Math.max(books.fates().lost(), report.before().fates().lost()))
        .put("duplicated", books.duplicated())
        .put("unexpected", books.unexpected())
        .put("seconds", report.took().toSeconds());
  }

  private static ObjectNode whole(ObjectNode figures, SiegeReport report) {
    figures.put("seed", report.settings().seed());
    figures.put("starts", report.starts());
    figures.put("calls", report.calls());
    figures.put("acknowledged", report.after().put().acknowledged());
    figures.put("recovered", report.after().put().recovered());
    figures.put("again", report.after().put().again());
    figures.put("unanswered", report.unanswered());
    figures.set("killed", JSON.valueToTree(new TreeMap<>(report.kills())));
    figures.set("injected", JSON.valueToTree(new TreeMap<>(report.faults())));
    figures.set("injectedForMapping", JSON.valueToTree(new TreeMap<>(report.mappingsFaults())));
    figures.set("commands", JSON.valueToTree(new TreeMap<>(report.commands())));
    figures.set("intrusions", JSON.valueToTree(new TreeMap<>(report.intrusions())));
    figures.set("drained", JSON.valueToTree(report.before()));
    figures.set("violations", JSON.valueToTree(report.after().violations()));
    return figures;
  }

  private static String list(Map<?, ? extends Number> counts) {
    return new TreeMap<Object, Number>(counts)
        .entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
  }
}
