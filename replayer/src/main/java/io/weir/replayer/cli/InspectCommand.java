package io.weir.replayer.cli;

import io.weir.replayer.examine.Diagnosis;
import io.weir.replayer.examine.Group;
import io.weir.replayer.examine.Summary;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.queue.LetterSource.Peek;
import io.weir.replayer.terminal.SafeText;
import io.weir.replayer.terminal.Span;
import io.weir.replayer.terminal.Table;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what is in the queue, grouped by cause. */
@Command(
    name = "inspect",
    description = {
      "Show what is in the queue: groups by cause, and the time until payloads are lost.",
      "Changes nothing. Messages are hidden from others only while they are read."
    },
    footer = {
      "",
      "Examples:",
      "  replayer inspect --stack Weir",
      "  replayer inspect --function orders --no-decoder",
      "  replayer inspect --queue EventStreamDlq --stream EventStream --table EventLogs",
      "  replayer inspect --queue EventStreamDlq --each -o ndjson | jq .id"
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    sortOptions = false)
final class InspectCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private ConnectionOptions named;
  @Mixin private ReadOptions options;
  @Mixin private OutputOptions output;

  @Option(names = "--each", description = "One row for each message instead of each cause.")
  private boolean each;

  @Option(
      names = "--exit-code",
      description = "Exit with 10 if there are dead letters, for scripts.")
  private boolean exitCode;

  InspectCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (LetterSession reading = LetterSession.open(console, named, options)) {
      Peek peek = reading.peek();
      Summary summary = new Summary();
      LetterRows rows = new LetterRows(output, console.out());
      reading.examine(
          peek,
          letter -> true,
          letter -> {
            summary.add(letter);
            if (each) {
              rows.add(letter);
            }
          });
      print(reading.source(), peek, summary, rows);
      if (output.format() == OutputOptions.Format.ndjson) {
        reading.unseen(peek).ifPresent(reading::note); // no line of the others says it
      }
      return exit(peek, summary);
    }
  }

  private void print(String source, Peek peek, Summary summary, LetterRows rows) {
    PrintWriter out = console.out();
    Map<String, Object> totals = totals(source, peek, summary);
    switch (output.format()) {
      case json -> {
        totals.put(
            each ? "messages" : "groups",
            each ? rows.json() : summary.groups().stream().map(LetterJson::group).toList());
        JsonOutput.document(out, totals);
      }
      case ndjson -> {
        if (!each) {
          summary.groups().forEach(group -> JsonOutput.line(out, LetterJson.group(group)));
        }
      }
      case table -> {
        if (summary.letters() > 0) {
          out.println(each ? rows.table() : groups(summary, Instant.now()));
          out.println();
        }
        out.println(sentence(source, peek, summary));
        out.flush();
      }
    }
  }

  private static String groups(Summary summary, Instant now) {
    Table table =
        new Table(LetterRows.width())
            .yieldingText("CAUSE")
            .number("MSGS")
            .number("RECS")
            .number("SHARDS")
            .text("FIRST")
            .text("LAST")
            .text("LEFT")
            .text("EXAMPLE");
    for (Group group : summary.groups()) {
      table.row(
          group.cause(),
          group.letters(),
          group.records(),
          group.shards().size(),
          ago(group.firstSeen(), now),
          ago(group.lastSeen(), now),
          group.lostAt().map(at -> Span.of(Duration.between(now, at))).orElse("?"),
          Letter.shortId(group.example()));
    }
    StringBuilder text = new StringBuilder(table.render());
    for (Group group : summary.groups()) {
      if (!group.cause().startsWith("POISON") && !group.detail().isEmpty()) {
        text.append(
            "%n%n%s, for example %s:%n  %s"
                .formatted(
                    group.cause(), Letter.shortId(group.example()), SafeText.of(group.detail())));
      }
    }
    return text.toString();
  }

  private static String ago(Optional<Instant> time, Instant now) {
    return time.map(at -> Span.of(Duration.between(at, now))).orElse("?");
  }

  private static Map<String, Object> totals(String source, Peek peek, Summary summary) {
    Map<String, Object> totals = new LinkedHashMap<>();
    totals.put("source", source);
    totals.put("seen", summary.letters());
    peek.waiting().ifPresent(waiting -> totals.put("waiting", waiting));
    totals.put("inFlight", peek.inFlight());
    totals.put("complete", peek.whole());
    totals.put("kinds", summary.kinds());
    totals.put("verdicts", summary.verdicts());
    totals.put("recordsInHand", summary.records());
    totals.put("diagnoses", summary.diagnoses());
    return totals;
  }

  private static String sentence(String source, Peek peek, Summary summary) {
    StringBuilder text = new StringBuilder();
    if (summary.letters() == 0) {
      text.append(
          peek.whole() ? source + " is empty." : "No message of " + source + " could be seen.");
    } else {
      text.append(
          "%,d %s in %s: %s%n"
              .formatted(
                  summary.letters(),
                  summary.letters() == 1 ? "message" : "messages",
                  source,
                  list(summary.kinds())));
      text.append("Recovered: ").append(list(summary.verdicts()));
      if (summary.records() > 0) {
        text.append(
            "%n%,d %s in hand: %s"
                .formatted(
                    summary.records(),
                    summary.records() == 1 ? "record" : "records",
                    list(summary.diagnoses())));
      }
    }
    if (peek.inFlight() > 0) {
      text.append(
          "%n%,d more are in flight: another receiver holds them right now."
              .formatted(peek.inFlight()));
    } else if (!peek.whole()) {
      text.append(
          "%nThere are more: about %s. Look further with --limit."
              .formatted(peek.waiting().map("%,d"::formatted).orElse("an unknown number")));
    }
    return text.toString();
  }

  private static String list(SortedMap<String, Integer> counts) {
    return counts.entrySet().stream()
        .map(entry -> "%,d %s".formatted(entry.getValue(), entry.getKey()))
        .collect(Collectors.joining(", "));
  }

  private int exit(Peek peek, Summary summary) {
    int unreadable = summary.verdicts().getOrDefault("UNREADABLE", 0);
    if (unreadable > 0) {
      console.note(unreadable + " could not be read; replayer show ID tells why for one");
      return unreadable == summary.letters() ? Exit.NO_ACCESS : Exit.SOME_FAILED;
    }
    boolean pending = summary.letters() > 0 || peek.inFlight() > 0 || !peek.whole();
    return Undecided.exit(
        console,
        summary.diagnoses().getOrDefault(Diagnosis.Undecided.WORD, 0),
        exitCode && pending ? Exit.PENDING : Exit.OK);
  }
}
