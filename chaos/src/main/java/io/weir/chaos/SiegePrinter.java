package io.weir.chaos;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.chaos.siege.SiegeReport;
import io.weir.chaos.siege.SiegeReport.Disrupted;
import io.weir.chaos.siege.SiegeReport.Traffic;
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
    report.totals().before().violations().forEach(line -> progress("before the replayer: " + line));
    report.totals().after().violations().forEach(this::progress);
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
    Books books = report.totals().after();
    Disrupted disrupted = report.disrupted();
    Traffic traffic = report.traffic();
    Books.Fates drained = report.totals().before().fates();
    out.printf("seed        %d%n", report.settings().seed());
    out.printf("kills       %s, %d starts%n", list(disrupted.kills()), disrupted.starts());
    out.printf("reshards    %d%n", disrupted.reshards());
    out.printf("faults      %s%n", list(traffic.faults()));
    out.printf("  mapping's %s; of %,d calls%n", list(traffic.mappingsFaults()), traffic.calls());
    out.printf("intruder    %s%n", list(disrupted.intrusions()));
    out.printf("replayer    %s%n", list(report.commands()));
    out.printf(
        "producers   acknowledged %,d, recovered %,d; %,d put again for want of an answer;"
            + " by the route stream %,d%n",
        books.put().acknowledged(),
        books.put().recovered(),
        traffic.unanswered(),
        books.put().again());
    out.printf(
        "drained     stored %,d, waiting %,d, discarded %,d, lost %,d%n",
        drained.stored(), drained.waiting(), drained.discarded(), drained.lost());
  }

  private static ObjectNode figures(SiegeReport report) {
    Books books = report.totals().after();
    return JSON.createObjectNode()
        .put("records", report.settings().load().records())
        .put("kills", report.disrupted().killed())
        .put("reshards", report.disrupted().reshards())
        .put("faults", report.traffic().faulted())
        .put("accepted", books.put().accepted())
        .put("stored", books.fates().stored())
        .put("waiting", books.fates().waiting())
        .put("discarded", books.fates().discarded())
        .put("lost", Math.max(books.fates().lost(), report.totals().before().fates().lost()))
        .put("duplicated", books.duplicated())
        .put("unexpected", books.unexpected())
        .put("seconds", report.totals().took().toSeconds());
  }

  private static ObjectNode whole(ObjectNode figures, SiegeReport report) {
    Disrupted disrupted = report.disrupted();
    Traffic traffic = report.traffic();
    Books.Put put = report.totals().after().put();
    figures.put("seed", report.settings().seed());
    figures.put("starts", disrupted.starts());
    figures.put("calls", traffic.calls());
    figures.put("acknowledged", put.acknowledged());
    figures.put("recovered", put.recovered());
    figures.put("again", put.again());
    figures.put("unanswered", traffic.unanswered());
    figures.set("killed", JSON.valueToTree(new TreeMap<>(disrupted.kills())));
    figures.set("injected", JSON.valueToTree(new TreeMap<>(traffic.faults())));
    figures.set("injectedForMapping", JSON.valueToTree(new TreeMap<>(traffic.mappingsFaults())));
    figures.set("commands", JSON.valueToTree(new TreeMap<>(report.commands())));
    figures.set("intrusions", JSON.valueToTree(new TreeMap<>(disrupted.intrusions())));
    figures.set("drained", JSON.valueToTree(report.totals().before()));
    figures.set("violations", JSON.valueToTree(report.totals().after().violations()));
    return figures;
  }

  private static String list(Map<?, ? extends Number> counts) {
    return new TreeMap<Object, Number>(counts)
        .entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
  }
}
