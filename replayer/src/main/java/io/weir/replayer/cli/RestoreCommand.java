package io.weir.replayer.cli;

import io.weir.replayer.act.Apply;
import io.weir.replayer.act.QueueException;
import io.weir.replayer.act.Restore;
import io.weir.replayer.aws.AwsClients;
import io.weir.replayer.aws.Discovery;
import io.weir.replayer.aws.SqsLeases;
import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.Journal;
import io.weir.replayer.journal.JournalException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Brings discarded messages back. */
@Command(
    name = "restore",
    description = {
      "Bring discarded messages back into their queue, under new ids.",
      "A pointer comes back with the payloads that could be read when it was discarded,",
      "should the stream have forgotten them."
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
      description = "Only these messages, by the beginnings of their ids.")
  private List<String> letters = new ArrayList<>();

  @Option(names = "--run", paramLabel = "ID", description = "Only what this run discarded.")
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
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try (AwsClients clients = place.clients()) {
      String url = Target.access("--queue " + queue, () -> new Discovery(clients).queueUrl(queue));
      List<Entry> entries = journals.entries(clients, url);
      List<Entry.Archived> selected = Restore.selected(Restore.open(entries), letters, run());
      if (selected.isEmpty()) {
        return nothing(entries);
      }
      new Consent(spec.commandLine()).ask("Restore " + selected.size() + " messages?", yes);
      return restore(clients, url, selected);
    }
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
    spec.commandLine().getErr().println("replayer: there is nothing to restore");
    spec.commandLine().getErr().flush();
    print("", Map.of());
    return Exit.OK;
  }

  private int restore(AwsClients clients, String url, List<Entry.Archived> selected) {
    InstantSource clock = InstantSource.system();
    String id = RunId.make(clock.instant());
    try (Journal journal = journals.open(clients, url)) {
      Apply.Start start = new Apply.Start(journal, id, "restore", journals.actor(reason), clock);
      String name = url.substring(url.lastIndexOf('/') + 1);
      Entry.What what = new Entry.What("restore", "", name, selected.size(), 0);
      journal.write(
          List.of(
              new Entry.Started(
                  clock.instant(), id, what, start.actor().name(), start.actor().reason(), "")));
      Map<String, String> ids = new Restore(new SqsLeases(clients.sqs(), url)).run(selected, start);
      journal.write(
          List.of(new Entry.Ended(clock.instant(), id, "done", Map.of("restored", ids.size()))));
      print(id, ids);
      return Exit.OK;
    } catch (QueueException e) {
      throw new Stop(Exit.NO_ACCESS, String.valueOf(e.getMessage()), e);
    } catch (JournalException e) {
      throw JournalOptions.stop(e);
    }
  }

  private void print(String id, Map<String, String> ids) {
    PrintWriter out = spec.commandLine().getOut();
    if (output.format() != OutputOptions.Format.table) {
      JsonOutput.line(out, Map.of("run", id, "restored", ids));
    } else if (!id.isEmpty()) {
      out.printf("messages: %d restored%nrun %s%n", ids.size(), id);
      out.flush();
    }
  }
}
