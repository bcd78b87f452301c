package io.weir.replayer.cli;

import io.weir.replayer.app.Pipeline;
import io.weir.replayer.app.PlanRequest;
import io.weir.replayer.app.Replayer;
import io.weir.replayer.app.SelectionCheck;
import io.weir.replayer.archive.PrivateFile;
import io.weir.replayer.aws.PipelineLookup;
import io.weir.replayer.examine.ExaminedLetter;
import io.weir.replayer.journal.Entry;
import io.weir.replayer.letter.StreamArn;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.plan.PlanFile;
import io.weir.replayer.plan.PlanFile.StalePlanException;
import io.weir.replayer.plan.Repairs;
import io.weir.replayer.plan.Selection;
import io.weir.replayer.plan.repair.FixProcess;
import io.weir.replayer.queue.LetterSource.Peek;
import io.weir.replayer.terminal.ProgressLine;
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

  private final LetterSession session;
  private final Console console;
  private final PlanOptions options;
  private final JournalOptions journal;

  PlanMaker(LetterSession session, Console console, PlanOptions options, JournalOptions journal) {
    this.session = session;
    this.console = console;
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
    console.note(
        HeldMessages.text(made.held()) + ": waiting for " + Span.of(patience) + " at most");
    HeldMessages.await(session.replayer(), console, patience);
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
    Replayer replayer = session.replayer();
    replayer.table(); // one of another form is refused before anything is looked at
    List<Entry> entries = journal.entries(session.clients(), replayer.pipeline().queue());
    PlanRequest request =
        new PlanRequest(
            new PlanRequest.Author(now, journal.actor(null).name(), version()),
            selection,
            repairs,
            new PlanRequest.Destination(options.via(), destination(replayer.pipeline())),
            options.limits());
    checkEvents(replayer.pipeline());
    Peek peek = session.peek();
    SelectionCheck named = new SelectionCheck(selection, peek);
    Plan plan = plan(replayer, peek, entries, request, named);
    long held = named.isAnswered() ? 0 : peek.inFlight();
    if (held == 0) {
      named.check(console::note);
    }
    if (!peek.whole() && peek.inFlight() == 0 && !named.isAnswered()) {
      console.note("not every message could be seen: the plan holds those that were");
    }
    return new Made(plan, held);
  }

  /** By guessed settings an event would have a guessed identity: the wrong item would prove it. */
  private void checkEvents(Pipeline pipeline) {
    if (session.reading().decodes() && pipeline.events().isEmpty()) {
      throw new Stop(
          Exit.USAGE,
          "how the function makes events of records is not known: name it with --function NAME, or"
              + " state its settings, as in --setting EVENT_ID=/id, or --setting defaults");
    }
  }

  private Plan plan(
      Replayer replayer,
      Peek peek,
      List<Entry> entries,
      PlanRequest request,
      SelectionCheck named) {
    long wanted =
        peek.letters().stream().filter(it -> request.selection().takesLetter(it.id())).count();
    try (ProgressLine progress = session.progress((int) wanted)) {
      return replayer.plan(
          peek,
          entries,
          request,
          new Replayer.Watcher() {
            @Override
            public void saw(ExaminedLetter letter) {
              named.saw(letter);
            }

            @Override
            public void step() {
              progress.step();
            }
          });
    } catch (InterruptedException e) {
      throw Stop.interrupted("nothing was changed", e);
    }
  }

  /** Returns the version that is noted in a plan, and must be the same when it is applied. */
  static String version() {
    return String.join(" ", new Version().getVersion());
  }

  private String destination(Pipeline pipeline) {
    return options
        .to()
        .map(this::destination)
        .orElseGet(
            () ->
                switch (options.via()) {
                  case lambda -> one(pipeline.invoked(), "--function NAME");
                  case stream ->
                      one(
                          pipeline.trust().streams().stream().map(StreamArn::toString).toList(),
                          "--stream NAME");
                  case file -> throw new Stop(Exit.USAGE, "--via file needs --to FILE");
                });
  }

  private String destination(String to) {
    return switch (options.via()) {
      case lambda -> to;
      case stream -> new PipelineLookup(session.clients(), console::note).streamTo(to).toString();
      case file -> Path.of(to).toAbsolutePath().normalize().toString();
    };
  }

  private String one(List<String> names, String option) {
    if (names.size() == 1) {
      return names.get(0);
    }
    if (names.isEmpty() && options.via() == Plan.Via.lambda && session.function().isPresent()) {
      throw new Stop(
          Exit.USAGE,
          "no mapping of %s was found, so its stream and account are not known: add --stream NAME"
              .formatted(session.function().get()));
    }
    throw new Stop(
        Exit.USAGE,
        names.isEmpty()
            ? "it is not known where the records are to go: add " + option
            : "there are several: say which is meant with " + option);
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
