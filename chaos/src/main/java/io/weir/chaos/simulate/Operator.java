package io.weir.chaos.simulate;

import io.weir.replayer.act.Apply;
import io.weir.replayer.act.Discard;
import io.weir.replayer.act.DoorException;
import io.weir.replayer.act.Report;
import io.weir.replayer.act.Restore;
import io.weir.replayer.act.Stop;
import io.weir.replayer.archive.Rescue;
import io.weir.replayer.archive.Vault;
import io.weir.replayer.examine.ExaminedLetter;
import io.weir.replayer.journal.FileJournal;
import io.weir.replayer.journal.Journal;
import io.weir.replayer.journal.JournalException;
import io.weir.replayer.journal.Ledger;
import io.weir.replayer.letter.ExportLine;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.plan.Identities;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.plan.PlanFile;
import io.weir.replayer.plan.PlannedLetter;
import io.weir.replayer.plan.Planner;
import io.weir.replayer.plan.Repairs;
import io.weir.replayer.plan.Selection;
import io.weir.replayer.plan.StalePlanException;
import io.weir.replayer.queue.DeadLetterQueue.Peek;
import io.weir.replayer.queue.DeadLetterQueue.QueueException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Somebody with the replayer, a journal and a plan's file, whose machine may go down any time. */
final class Operator {

  private final World world;
  private final Tools tools;
  private final String name;
  private final Optional<Repairs> repairs;
  private final Disk disk;
  private final Truth truth;
  private byte[] planFile = new byte[0];
  private final Messages messages;
  private long records;
  private int runs;

  Operator(String name, Pipeline pipeline, Optional<Repairs> repairs) {
    this.world = pipeline.world();
    this.tools = pipeline.tools();
    this.name = name;
    this.repairs = repairs;
    this.truth = pipeline.truth();
    this.messages = pipeline.messages();
    this.disk = new Disk(world, truth::journal);
  }

  /** What a command does. */
  interface Command {
    void run() throws InterruptedException, QueueException, StalePlanException, IOException;
  }

  /** Runs a command in a process of its own; returns whether it came to its end. */
  boolean run(String what, Command command) {
    Mortal process = new Mortal(name, Fault.REPLAYER_CRASH, Instant.MAX);
    Strand strand = world.time().current();
    strand.enter(process);
    records = truth.all().size();
    int gone = messages.ever() - messages.size();
    world.note(name + " begins to " + what);
    try {
      command.run();
      world.note(name + " has come to the end of " + what);
      return true;
    } catch (Crash e) {
      if (world.time().isClosing()) {
        throw e;
      }
      return false;
    } catch (QueueException
        | io.weir.replayer.act.QueueException
        | DoorException
        | JournalException
        | StalePlanException
        | IOException e) {
      world.note(name + " cannot " + what + ": " + e.getMessage());
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts", e);
    } finally {
      new Effort(truth).check(process, new Effort.Task(messages.ever() - gone, records));
      process.die();
      strand.enter(null);
    }
  }

  /** Plans, writes the plan down, and applies it. */
  boolean redrive(int maxAttempts) {
    return run(
        "redrive",
        () -> {
          Plan plan = plan(maxAttempts);
          if (!plan.doesNothing()) {
            planFile = PlanFile.write(plan);
            apply(plan, "redrive", maxAttempts);
          }
        });
  }

  /** Applies the plan that was written down last, if there is one. */
  boolean again(int maxAttempts) {
    return planFile.length == 0
        || run("apply its plan again", () -> apply(PlanFile.read(planFile), "apply", maxAttempts));
  }

  private Plan plan(int maxAttempts) throws InterruptedException, QueueException, IOException {
    Peek peek = tools.peek();
    Planner planner;
    try (Journal journal = journal()) {
      planner = new Planner(Selection.ALL, repairs, Ledger.of(journal.entries()), maxAttempts);
    }
    List<PlannedLetter> letters = new ArrayList<>();
    for (ExaminedLetter examined : tools.examine(peek.letters(), peek.retention())) {
      letters.add(planner.plan(examined.recovery(), examined.records()));
    }
    return new Plan(
        Plan.VERSION,
        world.now(),
        name,
        "simulated",
        Queue.URL,
        "lambda",
        new Plan.Target(
            List.of(StreamService.ARN), List.of(FunctionHost.ARN), FunctionHost.ARN, Table.NAME),
        "all",
        new Identities(Optional.of(tools.lookup())).check(letters));
  }

  private void apply(Plan plan, String command, int maxAttempts)
      throws InterruptedException, IOException {
    records = plan.records().count();
    try (Journal journal = journal()) {
      Report report = tools.apply(maxAttempts).run(plan, start(journal, command));
      world.note(
          () ->
              "%s reports %s %s of %s, %d of %d messages gone"
                  .formatted(
                      name,
                      report.run(),
                      report.result(),
                      new TreeMap<>(report.fates()),
                      report.deleted(),
                      report.messages()));
      new Expectations(truth).reported(plan, report);
    }
  }

  /** Discards everything that is in the queue, for a reason. */
  boolean discardAll() {
    return run(
        "discard",
        () -> {
          Peek peek = tools.peek();
          List<Discard.Item> items = new ArrayList<>();
          for (ExaminedLetter examined : tools.examine(peek.letters(), peek.retention())) {
            items.add(item(examined));
          }
          try (Journal journal = journal()) {
            Discard.Result result =
                new Discard(tools.letters(), Tools.LEASE, world::pause, Stop.NEVER, tools.pulse())
                    .run(items, false, start(journal, "discard"));
            world.note(
                () ->
                    "%s has discarded %d of %d"
                        .formatted(name, result.deleted().size(), items.size()));
          }
        });
  }

  private Discard.Item item(ExaminedLetter examined) {
    Letter letter = examined.recovery().letter();
    byte[] line =
        ExportLine.of(
                letter,
                examined.recovery().verdict().word(),
                examined.recovery().records(),
                world.now())
            .toArray();
    return new Discard.Item(
        letter.id(), letter.body().sha256(), new String(line, StandardCharsets.UTF_8));
  }

  private Apply.Start start(Journal journal, String command) {
    return new Apply.Start(journal, name + "-" + ++runs, command, Tools.actor(name), world.time());
  }

  private Journal journal() throws IOException {
    return new FileJournal(name + "'s journal", tools.seams().disk(disk));
  }

  /** Copies every letter and its payloads into a vault; returns whether it saw all of them. */
  boolean rescue(Vault vault) {
    boolean[] whole = {false};
    boolean done =
        run(
            "rescue",
            () -> {
              Peek peek = tools.peek();
              Rescue.Report report =
                  new Rescue(tools.recoverer(), tools.seams().vault(vault), world.time())
                      .run(peek.letters(), peek.retention(), () -> {});
              whole[0] = peek.whole() && report.unreadable() == 0;
              world.note(() -> name + " has rescued: " + report);
            });
    return done && whole[0];
  }

  /**
   * Brings rescued letters back into the queue, with their payloads: those of the vault are
   * discarded in its form, and restored.
   */
  boolean bringBack(SimulatedVault vault) {
    return run(
        "bring back what was rescued",
        () -> {
          List<Discard.Item> items = new ArrayList<>();
          for (ExaminedLetter examined : tools.examine(vault.letters(), Optional.empty())) {
            items.add(item(examined));
          }
          try (Journal journal = journal()) {
            new Discard(tools.letters(), Tools.LEASE, world::pause, Stop.NEVER, tools.pulse())
                .run(items, false, start(journal, "discard"));
            List<Restore.Copy> open = List.copyOf(Restore.open(journal.entries()).values());
            new Restore(tools.letters(), tools.reread()).run(open, start(journal, "restore"));
          }
        });
  }
}
