package io.weir.replayer.cli;

import io.weir.replayer.act.Apply;
import io.weir.replayer.act.Discard;
import io.weir.replayer.act.QueueException;
import io.weir.replayer.aws.SqsLeases;
import io.weir.replayer.examine.ExaminedLetter;
import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.Journal;
import io.weir.replayer.journal.JournalException;
import io.weir.replayer.letter.ExportLine;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.plan.Selection;
import io.weir.replayer.terminal.SafeText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Removes messages for a reason, archived first. */
@Command(
    name = "discard",
    description =
        "Remove messages from the queue, for a reason. Each is copied into the journal "
            + "first, so that restore can bring it back. A message goes only if all its "
            + "records are selected.",
    footer = {
      "",
      "Examples:",
      "  replayer discard --stack Weir --letter 6f2c --reason 'test data'",
      "  replayer discard --stack Weir --cause EXPIRED --reason 'lost in INC-42'"
    },
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    sortOptions = false)
final class DiscardCommand implements Callable<Integer> {

  private static final Duration LEASE = Duration.ofMinutes(2);

  @Mixin private ConnectionOptions named;
  @Mixin private SelectionOptions selecting;
  @Mixin private ReadOptions reads;
  @Mixin private JournalOptions journals;
  @Mixin private OutputOptions output;

  @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "Why.")
  private String reason = "";

  @Option(names = "--all", description = "Every message in the queue.")
  private boolean all;

  @Option(
      names = "--purge",
      description = "Keep no copy: nothing brings the messages back. Asks for the queue's name.")
  private boolean purge;

  @Option(
      names = "--confirm",
      paramLabel = "QUEUE",
      description = "The queue's name, for --purge without a terminal.")
  private @Nullable String confirm;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Instant now = Instant.now();
    Selection selection = selecting.selection(now);
    if (reason.isBlank()) {
      throw new Stop(Exit.USAGE, "--reason must say why");
    }
    if (reads.from() != null) {
      throw new Stop(
          Exit.USAGE, "only what lies in a queue can be discarded, and --from reads elsewhere");
    }
    if (selection.equals(Selection.ALL) != all) {
      throw new Stop(Exit.USAGE, "say which messages: --letter, --cause, ..., or else --all");
    }
    try (Reading reading = Reading.open(spec.commandLine(), named, reads)) {
      List<Discard.Item> items = new ArrayList<>();
      reading.examine(
          reading.peek(),
          letter -> selection.takesLetter(letter.id()),
          letter -> {
            if (selection.takesWhole(letter)) {
              items.add(item(letter, now));
            }
          });
      if (items.isEmpty()) {
        reading.note("nothing is selected");
        return Exit.OK;
      }
      ask(items.size(), reading.source());
      return discard(reading, items);
    }
  }

  private void ask(int count, String queue) {
    Consent consent = new Consent(spec.commandLine());
    if (purge) {
      consent.type(
          "Delete " + count + " messages for good, without a copy?",
          queue,
          confirm == null ? "" : confirm);
    } else {
      consent.ask("Discard " + count + " messages of " + queue + "?", yes);
    }
  }

  private static Discard.Item item(ExaminedLetter examined, Instant now) {
    Letter letter = examined.recovery().letter();
    String line =
        new String(
            ExportLine.of(
                    letter,
                    examined.recovery().verdict().word(),
                    examined.recovery().records(),
                    now)
                .toArray(),
            StandardCharsets.UTF_8);
    return new Discard.Item(letter.id(), letter.body().sha256(), line);
  }

  private int discard(Reading reading, List<Discard.Item> items) {
    String url = reading.target().queueUrl().orElseThrow();
    InstantSource clock = InstantSource.system();
    String run = RunId.make(clock.instant());
    try (Interrupt interrupt = Interrupt.listen(spec.commandLine());
        Journal journal = journals.open(reading.clients(), url)) {
      Apply.Start start = new Apply.Start(journal, run, "discard", journals.actor(reason), clock);
      Entry.What what =
          new Entry.What(
              purge ? "discard --purge" : "discard", "", reading.source(), items.size(), 0);
      journal.write(
          List.of(new Entry.Started(clock.instant(), run, what, start.actor().name(), reason, "")));
      Discard.Result result =
          new Discard(new SqsLeases(reading.clients().sqs(), url), LEASE, interrupt)
              .run(items, purge, start);
      int deleted = result.deleted().size();
      journal.write(
          List.of(
              new Entry.Ended(
                  clock.instant(),
                  run,
                  "done",
                  Map.of("discarded", deleted, "kept", result.kept().size()))));
      print(run, result, journal.location());
      return result.kept().isEmpty() ? Exit.OK : Exit.SOME_FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Stop(Exit.INTERRUPTED, "interrupted; what was done is saved", e);
    } catch (QueueException e) {
      throw new Stop(Exit.NO_ACCESS, String.valueOf(e.getMessage()), e);
    } catch (JournalException e) {
      throw new Stop(Exit.FAILED, String.valueOf(e.getMessage()), e);
    }
  }

  private void print(String run, Discard.Result result, String location) {
    if (output.format() == OutputOptions.Format.table) {
      var out = spec.commandLine().getOut();
      out.printf(
          "messages: %d discarded, %d kept%n", result.deleted().size(), result.kept().size());
      result.kept().forEach((id, why) -> out.println("  " + SafeText.of(id + ": " + why)));
      out.println(
          purge ? "no copy was kept" : "copies are in " + location + "; restore brings them back");
      out.println("run " + run);
      out.flush();
      return;
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("run", run);
    document.put("discarded", result.deleted().stream().sorted().toList());
    document.put("kept", result.kept());
    JsonOutput.line(spec.commandLine().getOut(), document);
  }
}
