package io.weir.chaos.simulate;

import io.weir.chaos.simulate.Truth.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/** One seed: a pipeline is set up, runs, becomes idle, and is checked. */
final class Run {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration LONGEST_TROUBLE = Duration.ofMinutes(20);
  private static final Duration LONGEST_REST = Duration.ofHours(1);
  private static final Duration LONGEST_CLEARING = Duration.ofHours(12);
  private static final Duration A_DAY = Duration.ofHours(24);
  private static final Duration STEP = Duration.ofSeconds(10);
  private static final int USUAL = 1 << 10;
  private static final int LARGEST = 10 << 10;

  private final Request request;
  private final World world;
  private final Pipeline pipeline;
  private final Crew crew;
  private int producing;
  private int operating;
  private boolean troubled = true;

  /**
   * What is asked for.
   *
   * @param faults no others may strike
   * @param records how many the producers put
   * @param kept what is kept of all that is written down
   */
  record Request(long seed, Set<Fault> faults, int records, Trace.Kept kept, Seams seams) {}

  private Run(Request request, Executor threads) {
    this.request = request;
    SplittableRandom random = new SplittableRandom(request.seed());
    SplittableRandom apart = new SplittableRandom(~request.seed());
    Weather weather = new Weather(random, apart, request.faults());
    this.world =
        new World(new Scheduler(START, threads), random, weather, new Trace(request.kept()));
    this.pipeline = new Pipeline(request, world, random);
    this.crew = new Crew(pipeline, new Remedies(pipeline));
  }

  /** What a seed has drawn before anything happens. */
  record Setup(Weather weather, Scenario scenario, List<Habits> habits) {}

  /** Draws what a seed has, and runs nothing. */
  static Setup setup(Request request, Executor threads) {
    Run run = new Run(request, threads);
    try {
      List<Habits> habits = run.crew.operators().stream().map(Operator::habits).toList();
      return new Setup(run.world.weather(), run.pipeline.scenario(), habits);
    } finally {
      run.close();
    }
  }

  /** Runs a seed. */
  static Result of(Request request, Executor threads) {
    Run run = new Run(request, threads);
    try {
      return run.all();
    } finally {
      run.close();
    }
  }

  private void close() {
    world.time().close();
    pipeline.service().close();
    pipeline.journalFiles().close();
  }

  private Result all() {
    world.note(() -> pipeline.scenario() + " with " + world.weather().names());
    createStream();
    startProducers();
    startOperators();
    Troubles.plan(pipeline);
    waitFor(() -> producing == 0 && operating == 0, LONGEST_TROUBLE);
    calm();
    if (waitFor(this::isOver, LONGEST_REST)) {
      clear();
    } else { // and would go on through all the time that is left
      violation("the mapping, a producer or an operator never ends");
    }
    Result.Counts counts = new Judgement(pipeline).run();
    pipeline.deliveries().work().check();
    return new Result(
        request.seed(),
        new Result.Faults(world.weather().names(), world.weather().counts()),
        counts,
        pipeline.truth().violations(),
        world.trace());
  }

  /** The last operator clears up; before that, plans wait and the stream forgets. */
  private void clear() {
    if (world.weather().has(Fault.PLAN_WAITS)) {
      world.time().runUntil(world.now().plus(A_DAY).plusSeconds(1));
      world.weather().aDayLater();
    }
    boolean expired = expire();
    Cleanup rest = new Cleanup(pipeline, crew.last());
    start(Cleanup.OPERATOR, () -> rest.run(expired));
    if (!waitFor(() -> operating == 0, LONGEST_CLEARING)) {
      violation("the last operator never ends");
    }
  }

  private boolean isOver() {
    return operating == 0 && producing == 0 && pipeline.shards().areDone();
  }

  private void violation(String what) {
    pipeline.truth().violation(new Violation("liveness", what, "all"));
  }

  private void createStream() {
    pipeline
        .service()
        .call(
            "CreateStream",
            StreamService.object()
                .put("StreamName", StreamService.STREAM)
                .put("ShardCount", pipeline.scenario().load().shards())
                .put("MaxRecordSizeInKiB", pipeline.scenario().load().large() ? LARGEST : USUAL));
    world.time().runUntil(START.plusSeconds(60));
    if (world.weather().has(Fault.PLAN_WAITS)) {
      pipeline
          .service()
          .call(
              "IncreaseStreamRetentionPeriod",
              StreamService.object()
                  .put("StreamName", StreamService.STREAM)
                  .put("RetentionPeriodHours", retention().toHours()));
    }
  }

  /** What a plan is about that waits for a day is still in the stream then. */
  private Duration retention() {
    return world.weather().has(Fault.PLAN_WAITS) ? A_DAY.multipliedBy(2) : A_DAY;
  }

  private void startProducers() {
    Scenario.Load load = pipeline.scenario().load();
    for (int i = 0; i < load.producers(); i++) {
      int share =
          request.records() * (i + 1) / load.producers() - request.records() * i / load.producers();
      Producer producer =
          new Producer(world, pipeline.tools().clients().stream(), pipeline.payloads(), load);
      producing++;
      world
          .time()
          .spawn(
              "producer " + i,
              () -> {
                producer.run(share);
                producing--;
              });
    }
    pipeline.mapping().poke();
  }

  private void start(String name, Runnable work) {
    operating++;
    world
        .time()
        .spawn(
            name,
            () -> {
              work.run();
              operating--;
            });
  }

  private void startOperators() {
    crew.operators().forEach(operator -> start(operator.name(), () -> crew.work(operator)));
    if (pipeline.scenario().staff().rescues()) {
      Operator rescuer = crew.plain("the rescuer");
      start("the rescuer", () -> rescue(rescuer));
    }
  }

  /** Every minute while faults strike, and then until everything is in the vault. */
  private void rescue(Operator rescuer) {
    for (int i = 0; troubled && i < 5; i++) {
      rescuer.discards().rescue(pipeline.vault());
      world.pause(Duration.ofMinutes(1));
    }
  }

  private void calm() {
    troubled = false;
    world.weather().calm();
    pipeline.table().out(false);
    pipeline.messages().out(false);
    pipeline.messages().calm();
    pipeline.teamJournal().guests().leave();
    pipeline.deny(false);
    pipeline.service().busy(false);
    world.note("the faults are over");
    pipeline.mapping().poke();
  }

  /** Lets so much time go by that the stream forgets everything. */
  private boolean expire() {
    if (!world.weather().has(Fault.RETENTION_EXPIRY)) {
      return false;
    }
    if (pipeline.scenario().staff().rescues()) {
      Operator rescuer = crew.plain("the last rescuer");
      start(
          "the last rescuer",
          () -> {
            for (int i = 0; i < 5 && !rescuer.discards().rescue(pipeline.vault()); i++) {
              world.pause(Tools.LEASE.plusSeconds(1));
            }
          });
      waitFor(() -> operating == 0, LONGEST_REST);
      new Expectations(pipeline.truth()).everythingIsRescued();
    }
    world.weather().struck(Fault.RETENTION_EXPIRY);
    pipeline.forger().removeAll();
    if (world.random().nextBoolean()) {
      expireInPart();
    }
    world.time().runUntil(world.now().plus(retention()).plusSeconds(1));
    pipeline.truth().forget();
    request.seams().hourPassed(Set.copyOf(pipeline.table().items().keySet()));
    return true;
  }

  /** First lets the stream forget some records; then a late operator works. */
  private void expireInPart() {
    List<AcceptedRecord> all = pipeline.truth().all();
    Instant oldest = all.get(world.random().nextInt(all.size())).arrival().at();
    Instant then = oldest.plus(retention()).plusMillis(1);
    if (then.isAfter(world.now())) {
      world.time().runUntil(then);
    }
    Operator late = crew.plain("a late operator");
    start(
        late.name(),
        () -> {
          if (world.random().nextBoolean()) {
            late.discards().rescue(pipeline.vault());
          }
          late.redrive();
        });
    waitFor(() -> operating == 0, LONGEST_REST);
  }

  private boolean waitFor(BooleanSupplier done, Duration most) {
    Instant end = world.now().plus(most);
    while (!done.getAsBoolean() && world.now().isBefore(end)) {
      world.time().runUntil(world.now().plus(STEP));
    }
    return done.getAsBoolean();
  }
}
