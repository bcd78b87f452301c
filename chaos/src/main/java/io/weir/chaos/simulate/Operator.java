package io.weir.chaos.simulate;

import io.weir.replayer.app.PlanRequest;
import io.weir.replayer.aws.DynamoDbJournal;
import io.weir.replayer.examine.ExaminedLetter;
import io.weir.replayer.examine.Summary;
import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.FileJournal;
import io.weir.replayer.journal.Journal;
import io.weir.replayer.journal.JournalException;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.plan.PlanFile;
import io.weir.replayer.plan.PlanFile.StalePlanException;
import io.weir.replayer.queue.LetterSource.Peek;
import io.weir.replayer.queue.QueueException;
import io.weir.replayer.route.RouteException;
import io.weir.replayer.run.Report;
import io.weir.replayer.run.RunStart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A person with the replayer, a journal and a plan's file, whose machine may fail at any time. */
final class Operator {

  private final World world;
  private final Pipeline pipeline;
  private final Tools tools;
  private final String name;
  private final Remedies.Choice remedies;
  private final Habits habits;
  private final Papers papers;
  private final Truth truth;
  private final Messages messages;
  private byte[] planFile = new byte[0];
  private boolean heir;
  private long records;
  private long copies;
  private String route = "";
  private int runs;

  Operator(String name, Pipeline pipeline, Remedies.Choice remedies, Habits habits) {
    this(
        name,
        pipeline,
        remedies,
        habits,
        new Papers(
            new Disk(pipeline.world(), pipeline.truth().archives()::journal),
            pipeline.journalFiles().draw(name)));
  }

  /** Where an own journal is: in a real file, or in one in memory. */
  private record Papers(Disk disk, Optional<JournalFile> file) {
    List<Entry> entries() {
      return file.map(JournalFile::entries).orElseGet(() -> KnownJournals.read(disk));
    }
  }

  private Operator(
      String name, Pipeline pipeline, Remedies.Choice remedies, Habits habits, Papers papers) {
    this.world = pipeline.world();
    this.pipeline = pipeline;
    FileCopies copies = new FileCopies(pipeline.world(), pipeline.truth());
    this.tools = pipeline.tools().of(habits, pipeline.vault().client(), copies);
    this.name = name;
    this.remedies = remedies;
    this.habits = habits;
    this.truth = pipeline.truth();
    this.messages = pipeline.messages();
    this.papers = papers;
    if (pipeline.isTeam()) {
      pipeline.journals().add(pipeline.teamJournal(), this::teamEntries);
    } else {
      pipeline.journals().add(papers, papers::entries);
    }
  }

  /** Returns another operator who goes on with this one's journal and plan, and repairs. */
  Operator heir(String other, Remedies.Choice repairing) {
    Operator heir = new Operator(other, pipeline, repairing, habits.tireless(), papers);
    heir.planFile = planFile;
    heir.heir = true;
    return heir;
  }

  String name() {
    return name;
  }

  /** Tells whether this one goes on with another operator's journal. */
  boolean isHeir() {
    return heir;
  }

  Habits habits() {
    return habits;
  }

  /** Returns what the operator does with letters besides redriving them. */
  Discards discards() {
    return new Discards(world, tools, this);
  }

  /** Returns how the operator looks without moving anything. */
  Onlooker onlooker() {
    return new Onlooker(world, pipeline, tools, this);
  }

  /** Returns how many filters the operator would try in turn. */
  int remedies() {
    return remedies.several();
  }

  /** Returns how the operator restores what a journal has. */
  Restores restores() {
    return new Restores(world, tools, this);
  }

  /** Returns what the operator does with letters in files. */
  Exports exports() {
    return new Exports(pipeline, tools, this);
  }

  /** Tells whether the vault has every record that a letter stands for, read by the checker. */
  boolean isRescued(Letter letter) {
    String body = new String(letter.body().toArray(), StandardCharsets.UTF_8);
    return truth.standing().of(Covered.by(body)).stream().allMatch(truth.archives()::isRescued);
  }

  /** What a command does. */
  interface Command {
    void run() throws InterruptedException, QueueException, StalePlanException, IOException;
  }

  /** Runs a command in a process of its own; returns whether it came to its end. */
  boolean run(String what, Command command) {
    KillableProcess process = new KillableProcess(name, Fault.REPLAYER_CRASH, Instant.MAX);
    Strand strand = world.time().current();
    strand.enter(process);
    records = truth.all().size();
    copies = 0;
    route = habits.aims().route().name();
    int gone = messages.ever() - messages.size();
    Instant begun = world.now();
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
        | RouteException
        | JournalException
        | StalePlanException
        | IOException e) {
      world.note(name + " cannot " + what + ": " + e.getMessage());
      pipeline.teamJournal().ended(process, e);
      new Words(truth).check(process, e);
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException("no strand is interrupted", e);
    } finally {
      new Effort(truth)
          .check(process, new Effort.Task(messages.ever() - gone + copies, records, route, habits));
      pipeline.teamJournal().guests().ended(process, begun);
      process.die();
      strand.enter(null);
    }
  }

  /** Takes note that the command in hand also deals with letters that are not in the queue. */
  void dealsWith(int letters) {
    copies += letters;
  }

  void violation(String law, String what) {
    truth.violation(new Truth.Violation(law, what, name));
  }

  /** Plans, writes the plan to a file, and applies it; a fault may edit the file in between. */
  boolean redrive() {
    return run(
        "redrive",
        () -> {
          Plan plan = plan();
          if (world.weather().strikes(Fault.PLAN_EDITED)) {
            plan = Edits.of(world, pipeline.table()).edit(plan);
          }
          if (!plan.doesNothing()) {
            planFile = PlanFile.write(plan);
            apply(plan, "redrive");
          }
        });
  }

  /** Has the doctor look at everything. */
  boolean examine() {
    return run(
        "examine",
        () -> {
          dealsWith(1); // a record is read, of no letter
          tools.clients().search().examine(tools.replayer().pipeline());
        });
  }

  /** Makes a plan, and leaves it for later. */
  boolean planOnly() {
    return run("plan", () -> planFile = PlanFile.write(plan()));
  }

  /** Applies the plan that was written down last, if there is one. */
  boolean again() {
    return planFile.length == 0 || run("apply its plan again", this::applyFile);
  }

  private void applyFile() throws InterruptedException, StalePlanException, IOException {
    if (world.weather().strikes(Fault.PLAN_DAMAGED)) {
      new PlanDamages(world, truth).read(planFile);
    }
    apply(PlanFile.read(planFile), "apply");
  }

  private Plan plan() throws InterruptedException, QueueException, IOException {
    Instant begun = world.now();
    tools.clients().search().find();
    Peek peek = tools.peek();
    Optional<Remedy> remedy = remedies.next();
    List<Entry> entries;
    try (Journal journal = journal()) {
      entries = journal.entries();
    }
    Summary summary = new Summary();
    List<ExaminedLetter> all = new ArrayList<>();
    PlanRequest request =
        new PlanRequest(
            new PlanRequest.Author(begun, name, "simulated"),
            habits.aims().selection(),
            remedy.map(Remedy::repairs),
            new PlanRequest.Destination(habits.aims().route(), destination(habits.aims().route())),
            new PlanRequest.Limits(habits.pace().attempts(), Integer.MAX_VALUE, false));
    Plan plan =
        tools
            .replayer()
            .plan(
                peek,
                entries,
                request,
                letter -> {
                  summary.add(letter);
                  all.add(letter);
                });
    pipeline.strangers().shown(all, plan.letters());
    new Expectations(truth).counted(summary, plan.letters().size());
    judge(plan, remedy);
    return plan;
  }

  private static String destination(Plan.Via route) {
    return switch (route) {
      case lambda -> FunctionHost.ARN;
      case stream -> StreamService.ARN;
      case file -> "/copies.ndjson";
    };
  }

  private void judge(Plan plan, Optional<Remedy> remedy) {
    new Expectations(truth).planned(plan);
    new RepairLaw(truth, pipeline.payloads().damages()).check(plan, remedy);
  }

  private void apply(Plan plan, String command) throws InterruptedException, IOException {
    records = plan.records().count();
    route = plan.route().name();
    KillableProcess process = world.time().current().process();
    if (process != null) {
      process.beginRun();
    }
    try (Journal journal = journal()) {
      Report report = tools.apply(tools.seams().plan(plan), start(journal, command));
      world.note(
          () ->
              "%s reports %s %s of %s, %d of %d messages gone"
                  .formatted(
                      name,
                      report.run(),
                      report.result(),
                      new TreeMap<>(report.fates()),
                      report.messages().deleted(),
                      report.messages().all()));
      new Expectations(truth).reported(plan, report);
      new Expectations(truth).written(journal.entries(), report);
    }
  }

  RunStart start(Journal journal, String command) {
    return new RunStart(journal, name + "-" + ++runs, command, Tools.actor(name), world.time());
  }

  /** Tells whether the journal can be read; each command asks this before it does anything. */
  boolean hasJournal() {
    return run("read its journal", this::readJournal);
  }

  /** Reads the journal, as each command does before it does anything. */
  void readJournal() throws IOException {
    try (Journal journal = journal()) {
      journal.read(entry -> {});
    }
  }

  /** Opens the operator's own journal, or the team's. */
  Journal journal() throws IOException {
    if (pipeline.isTeam()) {
      return teamJournal();
    }
    return papers.file().isPresent()
        ? papers.file().get().open()
        : new FileJournal(name + "'s journal", tools.seams().disk(papers.disk()));
  }

  private List<Entry> teamEntries() {
    try (Journal journal = teamJournal()) {
      return journal.entries();
    }
  }

  private Journal teamJournal() {
    return new DynamoDbJournal(
            tools.seams().teamJournal(pipeline.teamJournal().client()),
            TeamJournal.NAME,
            Queue.URL,
            world.time(),
            world::pause)
        .on(count -> new SameThread(world));
  }
}
