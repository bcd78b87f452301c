package io.weir.replayer.cli;

import io.weir.replayer.app.Pipeline;
import io.weir.replayer.app.Replayer;
import io.weir.replayer.aws.AwsClients;
import io.weir.replayer.aws.AwsPorts;
import io.weir.replayer.aws.PipelineLookup;
import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.Journal;
import io.weir.replayer.recover.Trust;
import io.weir.replayer.run.Restore;
import io.weir.replayer.run.RunStart;
import io.weir.replayer.terminal.SafeText;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Brings discarded messages back. */
@Command(
    name = "restore",
    description = {
      "Bring discarded messages back into their queue, under new ids.",
      "A pointer comes back with the payloads that could be read when it was discarded,",
      "if the stream has forgotten them. The copies that a redrive without a table kept",
      "come back only where --letter or --run names them."
    },
    footer = {
      "",
      "Examples:",
      "  replayer restore --queue EventStreamDlq",
      "  replayer restore --queue EventStreamDlq --run 20261124T101500-9f2a"
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    sortOptions = false)
final class RestoreCommand implements Callable<Integer> {

  private final Console console;

  @Option(
      names = "--queue",
      paramLabel = "NAME|URL",
      required = true,
      description = "The queue that they came from.")
  private String queue = "";

  @Option(
      names = "--letter",
      paramLabel = "ID",
      split = ",",
      description = "Only these messages, each by the beginning of its id.")
  private List<String> letters = new ArrayList<>();

  @Option(
      names = "--run",
      paramLabel = "ID",
      description = "Only what this run discarded, or deleted.")
  private @Nullable String run;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the history.")
  private @Nullable String reason;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  @Mixin private PlaceOptions place;
  @Mixin private JournalOptions journals;
  @Mixin private OutputOptions output;

  RestoreCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (AwsClients clients = place.clients()) {
      String url = new PipelineLookup(clients, console::note).queueUrl(queue);
      List<Entry> entries = journals.entries(clients, url);
      List<Restore.Copy> selected = selected(entries);
      if (selected.isEmpty()) {
        return nothing(entries);
      }
      new Consent(console).ask("Restore " + selected.size() + " messages?", yes);
      return restore(clients, url, selected);
    }
  }

  private List<Restore.Copy> selected(List<Entry> entries) {
    Map<String, Restore.Copy> byMessage = new LinkedHashMap<>();
    if (!letters.isEmpty() || run != null) {
      Restore.selected(Restore.kept(entries), letters, run())
          .forEach(copy -> byMessage.put(copy.message(), copy));
    }
    Restore.selected(Restore.open(entries), letters, run())
        .forEach(copy -> byMessage.put(copy.message(), copy));
    List<Restore.Copy> selected = List.copyOf(byMessage.values());
    for (String beginning : letters) {
      long matches = selected.stream().filter(copy -> copy.message().startsWith(beginning)).count();
      if (matches > 1) {
        throw new Stop(
            Exit.USAGE,
            "--letter %s is the beginning of %d ids: say more of it".formatted(beginning, matches));
      }
    }
    return selected;
  }

  private String run() {
    return run == null ? "" : run;
  }

  /** What was brought back before is no mistake; what was never discarded from here is one. */
  private int nothing(List<Entry> entries) {
    boolean named = !letters.isEmpty() || run != null;
    if (named && Restore.selected(Restore.archived(entries), letters, run()).isEmpty()) {
      throw new Stop(
          Exit.USAGE,
          "no message that was discarded from "
              + queue
              + (run == null ? "" : " by the run " + run)
              + (letters.isEmpty() ? "" : " has an id that begins with ")
              + String.join(" or ", letters));
    }
    console.note("there is nothing to restore");
    print("", new Restore.Result(Map.of(), Map.of()));
    return Exit.OK;
  }

  private int restore(AwsClients clients, String url, List<Restore.Copy> selected) {
    InstantSource clock = InstantSource.system();
    String id = RunId.make(clock.instant());
    try (Journal journal = journals.open(clients, url)) {
      RunStart start = new RunStart(journal, id, "restore", journals.actor(reason), clock);
      Restore.Result result = replayer(clients, url).restore(selected, start);
      print(id, result);
      return result.kept().isEmpty() ? Exit.OK : Exit.SOME_FAILED;
    } catch (InterruptedException e) {
      throw Stop.interrupted("what was done is saved", e);
    }
  }

  private Replayer replayer(AwsClients clients, String url) {
    Pipeline pipeline =
        new Pipeline(
            Optional.of(url),
            new Trust(Set.of(), Set.of()),
            List.of(),
            Optional.empty(),
            Optional.empty());
    return Replayer.of(pipeline, new AwsPorts(clients, console::note)).build();
  }

  private void print(String id, Restore.Result result) {
    PrintWriter out = console.out();
    if (output.format() != OutputOptions.Format.table) {
      JsonOutput.line(out, Map.of("run", id, "restored", result.ids(), "kept", result.kept()));
    } else if (!id.isEmpty()) {
      out.printf("messages: %d restored%n", result.ids().size());
      result
          .kept()
          .forEach((message, why) -> out.printf("  %s stays: %s%n", SafeText.of(message), why));
      out.printf("run %s%n", id);
      out.flush();
    }
  }
}
