package io.weir.replayer.cli;

import io.weir.replayer.aws.AwsClients;
import io.weir.replayer.aws.PipelineLookup;
import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.History;
import io.weir.replayer.terminal.Table;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows who did what, when, and why. */
@Command(
    name = "history",
    description = "Show who did what with a queue's dead letters, when and why.",
    footer = {
      "",
      "Examples:",
      "  replayer history --queue EventStreamDlq",
      "  replayer history --queue EventStreamDlq --run 20261124T101500-9f2a -o ndjson"
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    sortOptions = false)
final class HistoryCommand implements Callable<Integer> {

  private final Console console;

  @Option(names = "--queue", paramLabel = "NAME|URL", required = true, description = "The queue.")
  private String queue = "";

  @Option(names = "--run", paramLabel = "ID", description = "Everything that this run did.")
  private @Nullable String run;

  @Mixin private PlaceOptions place;
  @Mixin private JournalOptions journals;
  @Mixin private OutputOptions output;

  HistoryCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (AwsClients clients = place.clients()) {
      String url = new PipelineLookup(clients, console::note).queueUrl(queue);
      List<Entry> entries = new ArrayList<>(); // those alone that are shown
      journals.read(
          clients,
          url,
          entry -> {
            if (run == null ? History.isOfRuns(entry) : entry.run().equals(run)) {
              entries.add(entry);
            }
          });
      PrintWriter out = console.out();
      if (run != null) {
        if (entries.isEmpty()) {
          throw new Stop(Exit.USAGE, "there is no run " + run + " in the journal of " + queue);
        }
        steps(out, entries);
      } else {
        runs(out, History.of(entries));
      }
      out.flush();
      return Exit.OK;
    }
  }

  private void runs(PrintWriter out, List<History.Run> runs) {
    switch (output.format()) {
      case json ->
          JsonOutput.document(
              out, Map.of("runs", runs.stream().map(HistoryCommand::json).toList()));
      case ndjson -> runs.forEach(each -> JsonOutput.line(out, json(each)));
      case table -> {
        Table table =
            new Table(LetterRows.width())
                .text("RUN")
                .text("COMMAND")
                .yieldingText("ACTOR")
                .text("RESULT")
                .yieldingText("COUNTS AND REASON");
        for (History.Run each : runs) {
          table.row(
              each.id(),
              each.what().command(),
              each.actor(),
              each.result(),
              counts(each) + (each.reason().isEmpty() ? "" : " \"" + each.reason() + "\""));
        }
        out.println(runs.isEmpty() ? "nothing was done yet" : table.render());
      }
    }
  }

  private static String counts(History.Run run) {
    return new TreeMap<>(run.counts())
        .entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey())
            .collect(Collectors.joining(", "));
  }

  private static Map<String, Object> json(History.Run run) {
    Map<String, Object> document = new TreeMap<>();
    document.put("run", run.id());
    document.put("at", run.at().toString());
    document.put("command", run.what().command());
    document.put("door", run.what().route());
    document.put("actor", run.actor());
    document.put("reason", run.reason());
    document.put("plan", run.plan());
    document.put("result", run.result());
    document.put("messages", run.what().messages());
    document.put("records", run.what().records());
    document.put("counts", run.counts());
    return document;
  }

  private void steps(PrintWriter out, List<Entry> entries) {
    switch (output.format()) {
      case json ->
          JsonOutput.document(
              out,
              Map.of(
                  "run",
                  entries.get(0).run(),
                  "steps",
                  entries.stream().map(HistoryCommand::step).toList()));
      case ndjson -> entries.forEach(entry -> JsonOutput.line(out, step(entry)));
      case table -> {
        Table table = new Table(LetterRows.width()).text("AT").text("EFFECT").yieldingText("WHAT");
        for (Entry entry : entries) {
          table.row(
              entry.at().truncatedTo(ChronoUnit.SECONDS),
              History.effect(entry),
              History.what(entry));
        }
        out.println(table.render());
      }
    }
  }

  private static Map<String, Object> step(Entry entry) {
    Map<String, Object> step = new TreeMap<>();
    step.put("at", entry.at().toString());
    step.put("effect", History.effect(entry));
    step.put("what", History.what(entry));
    return step;
  }
}
