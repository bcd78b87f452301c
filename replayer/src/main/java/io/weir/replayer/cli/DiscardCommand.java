package io.weir.replayer.cli;

import io.weir.replayer.app.DiscardChoice;
import io.weir.replayer.app.SelectionCheck;
import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.Journal;
import io.weir.replayer.plan.Selection;
import io.weir.replayer.queue.LetterSource.Peek;
import io.weir.replayer.run.Discard;
import io.weir.replayer.run.RunStart;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes messages for a reason, archived first. */
@Command(
    name = "discard",
    description =
        "Remove messages from the queue, for a reason. Each is copied into the journal "
            + "first, so that restore can bring it back. A message goes only if all its "
            + "records are selected. One that could not be read stays, since its copy "
            + "would have no payload: unless --letter or --cause UNREADABLE names it.",
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

  private final Console console;

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

  DiscardCommand(Console console) {
    this.console = console;
  }

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
    try (LetterSession reading = LetterSession.open(console, named, reads)) {
      DiscardChoice choice = choose(reading, selection, now);
      if (choice.items().isEmpty()) {
        return nothing(choice, reading);
      }
      ask(choice, reading.source());
      return discard(reading, choice);
    }
  }

  private DiscardChoice choose(LetterSession reading, Selection selection, Instant now) {
    List<Entry> journal =
        journals.entries(reading.clients(), reading.replayer().pipeline().queue());
    Peek peek = reading.peek();
    DiscardChoice choice = new DiscardChoice(selection, now, peek.inFlight());
    SelectionCheck names = new SelectionCheck(selection, peek);
    reading.examine(
        journal,
        peek,
        letter -> selection.takesLetter(letter.id()),
        letter -> {
          names.saw(letter);
          choice.add(letter);
        });
    reading.unseen(peek).ifPresent(reading::note);
    if (peek.inFlight() == 0) {
      names.check(reading::note);
    }
    if (!choice.unread().isEmpty()) {
      reading.note(
          choice.unread().size()
              + " could not be read: "
              + (purge ? "what they point at is not known" : "their payloads would not be archived")
              + "; try again, or name them with --cause UNREADABLE");
    }
    return choice;
  }

  /** Says that there is nothing to do; what could not be read, or is held, is left even so. */
  private int nothing(DiscardChoice choice, LetterSession reading) {
    reading.note(choice.unread().isEmpty() ? "nothing is selected" : "nothing else is selected");
    if (output.format() != OutputOptions.Format.table) {
      Discard.Result none = new Discard.Result(Set.of(), Map.of(), Set.of());
      new DiscardView(choice, "").print("", none, output.format(), console.out());
    }
    if (!choice.unread().isEmpty()) {
      return Exit.NO_ACCESS;
    }
    return choice.held() > 0 ? Exit.SOME_FAILED : Exit.OK;
  }

  private void ask(DiscardChoice choice, String queue) {
    Consent consent = new Consent(console);
    int count = choice.items().size();
    if (purge) {
      consent.type(
          "Delete " + count + " messages for good, without a copy?",
          queue,
          confirm == null ? "" : confirm);
    } else {
      String bare = choice.bare() == 0 ? "" : ", " + choice.bare() + " of them without a payload";
      consent.ask("Discard " + count + " messages of " + queue + bare + "?", yes);
    }
  }

  private int discard(LetterSession reading, DiscardChoice choice) {
    String url = reading.replayer().pipeline().queue();
    InstantSource clock = InstantSource.system();
    String run = RunId.make(clock.instant());
    try (Interrupt interrupt = Interrupt.listen(console);
        Journal journal = journals.open(reading.clients(), url)) {
      RunStart start = new RunStart(journal, run, "discard", journals.actor(reason), clock);
      Discard.Result result =
          reading.replayer().discard(choice.items(), purge, start, LEASE, interrupt.interruption());
      new DiscardView(choice, purge ? "" : journal.location())
          .print(run, result, output.format(), console.out());
      if (!result.left().isEmpty()) {
        return Exit.INTERRUPTED;
      }
      return result.kept().isEmpty() && choice.unread().isEmpty() ? Exit.OK : Exit.SOME_FAILED;
    } catch (InterruptedException e) {
      throw Stop.interrupted("what was done is saved", e);
    }
  }
}
