package io.weir.replayer.cli;

import io.weir.replayer.archive.PrivateFile;
import io.weir.replayer.aws.Discovery;
import io.weir.replayer.examine.ExaminedLetter;
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
import io.weir.replayer.queue.DeadLetterQueue.Peek;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** From a look at the queue to a plan, and from a plan to a file and back. */
final class Planning {

  private final Reading reading;
  private final PlanOptions options;
  private final JournalOptions journal;

  Planning(Reading reading, PlanOptions options, JournalOptions journal) {
    this.reading = reading;
    this.options = options;
    this.journal = journal;
  }

  /** Decides on everything that lies in the queue. */
  Plan plan(Selection selection, Instant now) {
    String queue =
        reading
            .target()
            .queueUrl()
            .orElseThrow(
                () ->
                    new Stop(
                        Exit.USAGE,
                        "a plan is about what lies in a queue, and --from reads elsewhere: leave it"
                            + " out; --rescued PLACE takes payloads from copies"));
    Ledger ledger = Ledger.of(journal.entries(reading.clients(), queue));
    Planner planner =
        new Planner(selection, options.fix().map(Repairs::new), ledger, options.maxAttempts());
    List<PlannedLetter> letters = new ArrayList<>();
    Peek peek = reading.peek();
    reading.examine(
        peek,
        letter -> selection.takesLetter(letter.id()),
        examined -> letters.add(planned(planner, examined)));
    if (!peek.whole()) {
      reading.note("not every message could be seen: the plan holds those that were");
    }
    return new Plan(
        Plan.VERSION,
        now,
        journal.actor(null).name(),
        version(),
        queue,
        options.via().name(),
        target(),
        selection.text(),
        new Moves(ledger).check(new Identities(reading.store()).check(letters)));
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
                      case lambda -> one(reading.target().invoked(), "--function NAME");
                      case stream -> one(streams, "--stream NAME");
                      case file -> throw new Stop(Exit.USAGE, "--via file needs --to FILE");
                    });
    return new Plan.Target(streams, functions, destination, reading.target().table().orElse(""));
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
        PlanFile.read(Files.readAllBytes(file));
      }
      Path absolute = file.toAbsolutePath();
      PrivateFile.write(
          absolute.resolveSibling("."),
          absolute.getFileName().toString(),
          out -> out.write(PlanFile.write(plan)));
    } catch (StalePlanException e) {
      throw new Stop(Exit.USAGE, file + " is something else than a plan: choose another --out", e);
    } catch (IOException e) {
      throw new Stop(Exit.FAILED, "the plan cannot be written to " + file + ": " + e, e);
    }
  }

  /** Reads a plan that this version may apply. */
  static Plan read(Path file) {
    try {
      Plan plan = PlanFile.read(Files.readAllBytes(file));
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
