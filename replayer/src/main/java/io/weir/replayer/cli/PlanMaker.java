package io.weir.replayer.cli;

import io.weir.replayer.archive.PrivateFile;
import io.weir.replayer.aws.Discovery;
import io.weir.replayer.examine.ExaminedLetter;
import io.weir.replayer.examine.MappingFilter;
import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.Ledger;
import io.weir.replayer.letter.StreamArn;
import io.weir.replayer.plan.Identities;
import io.weir.replayer.plan.Moves;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.plan.PlanFile;
import io.weir.replayer.plan.PlannedLetter;
import io.weir.replayer.plan.Planner;
import io.weir.replayer.plan.Repairs;
import io.weir.replayer.plan.Selection;
import io.weir.replayer.plan.StalePlanException;
import io.weir.replayer.plan.repair.FixProcess;
import io.weir.replayer.queue.DeadLetterQueue.Peek;
import io.weir.replayer.terminal.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** From a look at the queue to a plan, and from a plan to a file and back. */
final class PlanMaker {

  private final LetterSession reading;
  private final PlanOptions options;
  private final JournalOptions journal;

  PlanMaker(LetterSession reading, PlanOptions options, JournalOptions journal) {
    this.reading = reading;
    this.options = options;
    this.journal = journal;
  }

  /**
   * A plan, and what it does not know.
   *
   * @param held about how many messages other receivers held; selected ones may be among them
   */
  record Made(Plan plan, long held) {}

  /**
   * Decides on everything that lies in the queue. Where that is nothing, but another receiver holds
   * messages, it waits for them: a run that was killed may have had them.
   *
   * @param patience how long to wait at most
   */
  Made plan(Selection selection, Instant now, Duration patience) {
    Made made = look(selection, now);
    if (made.held() == 0 || !made.plan().doesNothing()) {
      return made;
    }
    reading.note(
        HeldMessages.text(made.held()) + ": waiting for " + Span.of(patience) + " at most");
    reading.held().await(patience);
    return look(selection, now);
  }

  private Made look(Selection selection, Instant now) {
    Optional<FixProcess> fix = options.fix();
    try {
      return look(selection, now, fix.map(options::repairs));
    } finally {
      fix.ifPresent(FixProcess::close);
    }
  }

  private Made look(Selection selection, Instant now, Optional<Repairs> repairs) {
    List<Entry> entries = journal.entries(reading.clients(), queue());
    reading.trust(entries);
    Ledger ledger = Ledger.of(entries);
    Planner planner =
        new Planner(
            selection,
            repairs,
            ledger,
            options.maxAttempts(),
            options.beyondBatch() || reading.target().table().isPresent());
    RecordLimit letters = new RecordLimit(options.limitRecords());
    Peek peek = reading.peek();
    SelectionCheck named = new SelectionCheck(selection, peek);
    int wanted = (int) peek.letters().stream().filter(it -> selection.takesLetter(it.id())).count();
    reading.examineUntil(
        peek,
        letter -> selection.takesLetter(letter.id()),
        options.beyondBatch() ? MappingFilter.NONE : reading.filter(),
        examined -> {
          named.saw(examined);
          return letters.take(planned(planner, examined));
        });
    letters.leftOut(wanted).ifPresent(reading::note);
    long held = named.isAnswered() ? 0 : peek.inFlight();
    if (held == 0) {
      named.check(reading::note);
    }
    if (!peek.whole() && peek.inFlight() == 0 && !named.isAnswered()) {
      reading.note("not every message could be seen: the plan holds those that were");
    }
    List<PlannedLetter> checked = new Identities(reading.store()).check(letters.taken());
    return new Made(plan(selection, now, new Moves(ledger).check(checked)), held);
  }

  private Plan plan(Selection selection, Instant now, List<PlannedLetter> letters) {
    return new Plan(
        Plan.VERSION,
        now,
        journal.actor(null).name(),
        version(),
        queue(),
        options.via().name(),
        target(),
        selection.text(),
        letters);
  }

  private String queue() {
    return reading
        .target()
        .queueUrl()
        .orElseThrow(
            () ->
                new Stop(
                    Exit.USAGE,
                    "a plan is about what lies in a queue, and --from reads elsewhere: leave it"
                        + " out; --rescued PLACE takes payloads from copies"));
  }

  private static PlannedLetter planned(Planner planner, ExaminedLetter examined) {
    return planner.plan(examined.recovery(), examined.records());
  }

  /** Returns the version that is noted in a plan, and must be the same when it is applied. */
  static String version() {
    return String.join(" ", new Version().getVersion());
  }

  private Plan.Target target() {
    List<String> streams =
        reading.target().trust().streams().stream().map(StreamArn::toString).sorted().toList();
    List<String> functions = reading.target().trust().functions().stream().sorted().toList();
    String destination =
        options
            .to()
            .map(to -> destination(to))
            .orElseGet(
                () ->
                    switch (options.via()) {
                      case lambda -> invoked();
                      case stream -> one(streams, "--stream NAME");
                      case file -> throw new Stop(Exit.USAGE, "--via file needs --to FILE");
                    });
    return new Plan.Target(streams, functions, destination, reading.target().table().orElse(""));
  }

  private String invoked() {
    List<String> invoked = reading.target().invoked();
    if (invoked.isEmpty() && reading.function().isPresent()) {
      throw new Stop(
          Exit.USAGE,
          "no mapping of %s was found, so its stream and account are not known: add --stream NAME"
              .formatted(reading.function().get()));
    }
    return one(invoked, "--function NAME");
  }

  private String destination(String to) {
    return switch (options.via()) {
      case lambda -> to;
      case stream ->
          Target.access("--to " + to, () -> new Discovery(reading.clients()).stream(to)).toString();
      case file -> Path.of(to).toAbsolutePath().normalize().toString();
    };
  }

  private static String one(List<String> names, String option) {
    if (names.size() != 1) {
      throw new Stop(
          Exit.USAGE,
          names.isEmpty()
              ? "it is not known where the records are to go: add " + option
              : "there are several: say which is meant with " + option);
    }
    return names.get(0);
  }

  /** Writes a plan to a file, unless something else than a plan is there. */
  static void write(Plan plan, Path file) {
    try {
      if (Files.exists(file)) {
        PlanFile.read(() -> Files.newInputStream(file));
      }
      Path absolute = file.toAbsolutePath();
      PrivateFile.write(
          absolute.resolveSibling("."),
          absolute.getFileName().toString(),
          out -> PlanFile.write(plan, out));
    } catch (StalePlanException e) {
      throw new Stop(Exit.USAGE, file + " is something else than a plan: choose another --out", e);
    } catch (IOException e) {
      throw new Stop(Exit.FAILED, "the plan cannot be written to " + file + ": " + e, e);
    }
  }

  /** Reads a plan that this version may apply. */
  static Plan read(Path file) {
    try {
      Plan plan = PlanFile.read(() -> Files.newInputStream(file));
      if (!plan.code().equals(version())) {
        throw new Stop(
            Exit.STALE,
            "the plan was made by %s, and this is %s: make it again with plan"
                .formatted(plan.code(), version()));
      }
      return plan;
    } catch (StalePlanException e) {
      throw new Stop(Exit.STALE, file + ": " + e.getMessage(), e);
    } catch (NoSuchFileException e) {
      throw new Stop(Exit.USAGE, file + ": there is no such file", e);
    } catch (IOException e) {
      throw new Stop(Exit.FAILED, "the plan cannot be read: " + e, e);
    }
  }
}
