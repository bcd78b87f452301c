package io.weir.replayer.app;

import io.weir.replayer.archive.Rescue;
import io.weir.replayer.archive.Vault;
import io.weir.replayer.examine.ExaminedLetter;
import io.weir.replayer.examine.Examiner;
import io.weir.replayer.examine.Investigation;
import io.weir.replayer.examine.MappingFilter;
import io.weir.replayer.examine.StoreLookup;
import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.Ledger;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.StreamArn;
import io.weir.replayer.plan.Identities;
import io.weir.replayer.plan.Moves;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.plan.PlannedLetter;
import io.weir.replayer.plan.Planner;
import io.weir.replayer.queue.Leased;
import io.weir.replayer.queue.LetterQueue;
import io.weir.replayer.queue.LetterSource.Peek;
import io.weir.replayer.queue.Pulse;
import io.weir.replayer.recover.Archive;
import io.weir.replayer.recover.Bounds;
import io.weir.replayer.recover.Pause;
import io.weir.replayer.recover.ReadPace;
import io.weir.replayer.recover.Recoverer;
import io.weir.replayer.recover.Trust;
import io.weir.replayer.route.LambdaRoute;
import io.weir.replayer.route.Proof;
import io.weir.replayer.route.Route;
import io.weir.replayer.route.StreamRoute;
import io.weir.replayer.run.Apply;
import io.weir.replayer.run.Discard;
import io.weir.replayer.run.Pace;
import io.weir.replayer.run.QueueRedeadletteredLookup;
import io.weir.replayer.run.RedriveSetup;
import io.weir.replayer.run.RedriveSetup.RedriveServices;
import io.weir.replayer.run.RedriveSetup.Reread;
import io.weir.replayer.run.RedriveSetup.RunControl;
import io.weir.replayer.run.Report;
import io.weir.replayer.run.Restore;
import io.weir.replayer.run.RunStart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Looks at, explains, redrives, discards, restores and rescues the dead letters of one pipeline.
 *
 * <h2>Failure semantics</h2>
 *
 * <p>Looking, examining and planning change nothing. What changes something writes each effect into
 * a journal first, may be killed at any time, and is safe to start again.
 */
public final class Replayer {

  private final Ports ports;
  private final Pipeline pipeline;
  private final Reading reading;
  private final Archive archive;
  private final Builder environment;

  private Replayer(Builder environment, Reading reading, Archive archive) {
    this.ports = environment.ports;
    this.pipeline = environment.pipeline;
    this.environment = environment;
    this.reading = reading;
    this.archive = archive;
  }

  /** Begins to make a replayer of a pipeline. */
  public static Builder of(Pipeline pipeline, Ports ports) {
    return new Builder(pipeline, ports);
  }

  /** Makes replayers. Unless it is told otherwise: the system's clock, and threads that sleep. */
  public static final class Builder {

    private final Pipeline pipeline;
    private final Ports ports;
    private Reading reading = Reading.DEFAULT;
    private InstantSource clock = InstantSource.system();
    private Pause pause = time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());
    private Pulse pulse = Pulse.THREAD;
    private UnaryOperator<Recoverer> threads = UnaryOperator.identity();

    private Builder(Pipeline pipeline, Ports ports) {
      this.pipeline = pipeline;
      this.ports = ports;
    }

    /** Says how letters are read. */
    public Builder reading(Reading settings) {
      this.reading = settings;
      return this;
    }

    /** Says what time it is. */
    public Builder clock(InstantSource source) {
      this.clock = source;
      return this;
    }

    /** Waits between reads of a shard; an interruption ends the reading. */
    public Builder pause(Pause between) {
      this.pause = between;
      return this;
    }

    /** Extends the leases of a run. */
    public Builder pulse(Pulse extending) {
      this.pulse = extending;
      return this;
    }

    /** Makes the threads that read shards. */
    public Builder threads(IntFunction<ExecutorService> maker) {
      this.threads = recoverer -> recoverer.on(maker);
      return this;
    }

    public Replayer build() {
      return new Replayer(this, reading, Archive.NONE);
    }
  }

  public Pipeline pipeline() {
    return pipeline;
  }

  /** Returns the same, which believes an export in the queue that an archive holds. */
  public Replayer trusting(Archive other) {
    return new Replayer(environment, reading, other);
  }

  /** Returns the same, which believes an export in the queue that a journal holds. */
  public Replayer trusting(List<Entry> journal) {
    return trusting(ports.archive(() -> journal));
  }

  /** Returns the dead-letter queue. */
  public LetterQueue queue() {
    return ports.queue(pipeline.queue());
  }

  /** Returns the table of events, if it is known. */
  public Optional<StoreLookup> table() {
    return pipeline.table().map(ports::table);
  }

  /** Returns what recovers letters of this pipeline. */
  public Recoverer recoverer() {
    return recoverer(pipeline.trust(), reading.bounds()).orFrom(reading.copies()).trusting(archive);
  }

  private Recoverer recoverer(Trust trust, Bounds bounds) {
    return environment.threads.apply(
        new Recoverer(
            ports.stream(),
            trust,
            bounds,
            new ReadPace(reading.readsPerSecond(), environment.clock, environment.pause),
            environment.clock));
  }

  /**
   * Recovers letters, and says of each record why it failed: the oldest records first.
   *
   * @param retention how long the queue keeps a message, if that is known
   * @param progress is told after each letter; possibly by several threads
   * @param result takes each letter, once, and tells whether to go on
   * @throws InterruptedException if there is no reason to go on
   */
  public void examine(
      List<Letter> letters,
      Optional<Duration> retention,
      Runnable progress,
      Predicate<ExaminedLetter> result)
      throws InterruptedException {
    investigation(ports.filter()).run(letters, retention, progress, result);
  }

  private Investigation investigation(MappingFilter filter) {
    Examiner examiner =
        reading.decodes() ? Examiner.ofOurs(table(), pipeline.judge()) : Examiner.ofOthers();
    return new Investigation(recoverer(), examiner, filter);
  }

  /** Is told of each letter that a plan looks at. */
  @FunctionalInterface
  public interface Watcher {

    /** A letter was examined; possibly nothing is done with it. */
    void saw(ExaminedLetter letter);

    /** A letter was read; possibly by several threads. */
    default void step() {}
  }

  /**
   * Decides what is to be done with each record of the letters that were seen. Changes nothing.
   *
   * @param journal what was done before with this queue
   * @throws InterruptedException if there is no reason to go on
   */
  public Plan plan(Peek peek, List<Entry> journal, PlanRequest request, Watcher watcher)
      throws InterruptedException {
    List<Letter> letters =
        peek.letters().stream()
            .filter(letter -> request.selection().takesLetter(letter.id()))
            .toList();
    Ledger ledger = Ledger.of(journal);
    PlanRequest.Limits limits = request.limits();
    Planner planner =
        new Planner(
            request.selection(),
            request.repairs().map(repairs -> repairs.judgedBy(pipeline.judge())),
            ledger,
            limits.maxAttempts(),
            limits.beyondBatch() || pipeline.table().isPresent());
    RecordLimit planned = new RecordLimit(limits.records());
    trusting(journal)
        .investigation(limits.beyondBatch() ? MappingFilter.NONE : ports.filter())
        .run(
            letters,
            peek.retention(),
            watcher::step,
            examined -> {
              watcher.saw(examined);
              return planned.take(planner.plan(examined.recovery(), examined.records()));
            });
    planned.leftOut(letters.size()).ifPresent(ports::note);
    List<PlannedLetter> checked = new Identities(table(), pipeline.judge()).check(planned.taken());
    return plan(request, new Moves(ledger).check(checked));
  }

  private Plan plan(PlanRequest request, List<PlannedLetter> letters) {
    return new Plan(
        Plan.version(pipeline.settings()),
        request.author().at(),
        request.author().name(),
        request.author().code(),
        pipeline.queue(),
        request.destination().route(),
        new Plan.Target(
            pipeline.trust().streams().stream().map(StreamArn::toString).sorted().toList(),
            pipeline.trust().functions().stream().sorted().toList(),
            request.destination().name(),
            pipeline.table().orElse(""),
            pipeline.settings().variables()),
        request.selection().text(),
        letters);
  }

  /**
   * Does exactly what a plan says, once.
   *
   * @throws io.weir.replayer.route.RouteException if what is behind the route cannot be used
   * @throws io.weir.replayer.queue.QueueException if the queue cannot be asked
   * @throws io.weir.replayer.journal.JournalException if the journal fails: nothing more is done
   * @throws InterruptedException if there is no reason to go on
   */
  public Report apply(Plan plan, RunStart start, ApplySettings settings, Interruption interruption)
      throws InterruptedException {
    Recoverer large = recoverer(pipeline.trust(), Bounds.LARGE); // the plan had the bounds
    Reread reread =
        reread(large.orFrom(reading.copies()).trusting(ports.archive(start.journal()::entries)));
    try (Route route = route(plan, settings, interruption, reread)) {
      RedriveServices services =
          new RedriveServices(
              queue(),
              reread,
              route,
              pipeline
                  .table()
                  .map(table -> ports.proof(table, pipeline.judge()))
                  .orElse(Proof.NONE),
              ports.filter());
      Pace pace = new Pace(settings.recordsPerSecond(), environment.clock, interruption.pause());
      RunControl control =
          new RunControl(
              pace,
              interruption.pause(),
              environment.pulse,
              interruption.requested(),
              settings.progress());
      return new Apply(new RedriveSetup(services, control, settings.limits())).run(plan, start);
    }
  }

  private Route route(Plan plan, ApplySettings settings, Interruption interruption, Reread reread) {
    String to = plan.target().destination();
    return switch (plan.route()) {
      case lambda -> {
        Ports.CalledFunction function = ports.function(to, plan.target().streams());
        yield new LambdaRoute(
            function.call(), function.role(), settings.batchSize(), function.reports());
      }
      case stream ->
          new StreamRoute(
              ports.put(to),
              to.substring(to.lastIndexOf('/') + 1),
              plan.records().anyMatch(record -> record.expected() != null),
              new StreamRoute.Waiting(
                  settings.confirmWithin(),
                  environment.clock,
                  interruption.pause(),
                  interruption.requested(),
                  new QueueRedeadletteredLookup(queue(), reread)));
      case file -> ports.file(Path.of(to));
    };
  }

  private Reread reread(Recoverer recoverer) {
    return leased ->
        recoverer
            .recover(leased.stream().map(Leased::toLetter).toList(), Optional.empty(), () -> {})
            .stream()
            .map(recovery -> recovery.apart(pipeline.judge()::events))
            .toList();
  }

  /**
   * Waits until no other receiver holds a message, or the time is over.
   *
   * @throws io.weir.replayer.queue.QueueException if the queue cannot be asked
   */
  public void awaitHeld(Duration patience, Interruption interruption) throws InterruptedException {
    LetterQueue queue = queue();
    Instant end = environment.clock.instant().plus(patience);
    while (!interruption.requested().getAsBoolean()
        && environment.clock.instant().isBefore(end)
        && queue.depth().leased() > 0) {
      interruption.pause().pause(Duration.ofSeconds(1));
    }
  }

  /**
   * Takes messages out of the queue.
   *
   * @param purge whether no copy is kept
   * @param lease how long a message stays out of sight unless its lease is extended
   * @throws io.weir.replayer.queue.QueueException if the queue cannot be asked
   * @throws io.weir.replayer.journal.JournalException if the journal fails: nothing more is done
   * @throws InterruptedException if there is no reason to go on
   */
  public Discard.Result discard(
      List<Discard.Item> items,
      boolean purge,
      RunStart start,
      Duration lease,
      Interruption interruption)
      throws InterruptedException {
    return new Discard(
            queue(), lease, interruption.pause(), interruption.requested(), environment.pulse)
        .run(items, purge, start);
  }

  /**
   * Brings messages back into the queue of which a journal has copies. What a journal keeps was
   * recovered from the streams that it names, so these may be read.
   *
   * @throws io.weir.replayer.queue.QueueException if the queue cannot be asked
   * @throws io.weir.replayer.journal.JournalException if the journal fails: nothing more is done
   * @throws InterruptedException if there is no reason to go on
   */
  public Restore.Result restore(List<Restore.Copy> copies, RunStart start)
      throws InterruptedException {
    Recoverer ofStream = recoverer(new Trust(Restore.streams(copies), Set.of()), Bounds.LARGE);
    return new Restore(queue(), reread(ofStream)).run(copies, start);
  }

  /**
   * Copies letters and their payloads into a vault, the most urgent first.
   *
   * @param progress is told after each letter; possibly by several threads
   * @throws IOException if the vault fails: what was copied is there
   * @throws InterruptedException if there is no reason to go on
   */
  public Rescue.Report rescue(Peek peek, Vault vault, Runnable progress)
      throws IOException, InterruptedException {
    return new Rescue(recoverer(), vault, environment.clock)
        .run(peek.letters(), peek.retention(), progress);
  }
}
