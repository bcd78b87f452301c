package io.weir.chaos.simulate;

import io.weir.chaos.simulate.Truth.Violation;
import io.weir.local.mapping.OnFailure;
import io.weir.replayer.plan.Repairs;
import io.weir.replayer.repair.Fix;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One seed: a world is made, lives, comes to rest, and is judged. */
final class Run {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration LONGEST_TROUBLE = Duration.ofMinutes(20);
  private static final Duration LONGEST_REST = Duration.ofHours(6);
  private static final Duration STEP = Duration.ofSeconds(10);
  private static final int FINAL_ATTEMPTS = 1_000;
  private static final Fix FIX =
      Fix.compile(". + \"" + Spec.MISSING + "\"", true, Duration.ofMinutes(1));

  private final Request request;
  private final World world;
  private final Scenario scenario;
  private final Payloads payloads;
  private final Table table;
  private final Truth truth;
  private final StreamService service;
  private final Shards shards;
  private final MappingHost mapping;
  private final Tools tools;
  private final List<Operator> operators = new ArrayList<>();
  private final Queue queue;
  private int producing;
  private int operating;
  private boolean denied;

  /**
   * What is asked for.
   *
   * @param faults no others may strike
   * @param records how many the producers put
   * @param traced whether everything is written down
   */
  record Request(long seed, Set<Fault> faults, int records, boolean traced, Seams seams) {}

  private Run(Request request, Executor threads) {
    this.request = request;
    SplittableRandom random = new SplittableRandom(request.seed());
    Weather weather = new Weather(random, request.faults());
    this.scenario = Scenario.draw(random, request.records());
    this.world =
        new World(new Scheduler(START, threads), random, weather, new Trace(request.traced()));
    this.payloads = new Payloads(random, scenario.poisonShare());
    this.table = new Table(world);
    this.truth = new Truth(world, payloads, table);
    this.queue = new Queue(world, truth);
    this.service = new StreamService(world.time());
    this.shards = new Shards(world, service, truth);
    Seams seams = request.seams();
    FunctionHost host =
        new FunctionHost(
            world,
            scenario.timeout(),
            new FunctionMaker(world, seams, table, queue, scenario.parks()));
    this.mapping =
        new MappingHost(
            world,
            scenario.mapping(),
            service,
            new MappingHost.Ports(
                host, seams.destination(destination()), seams.checkpoints(shards)),
            shards::areDone);
    StreamClient stream = new StreamClient(world, service, truth::accepted);
    this.tools =
        new Tools(
            world, seams, new Tools.Clients(stream, table, queue, new FunctionClient(world, host)));
  }

  /** Runs a seed. */
  static Result of(Request request, Executor threads) {
    Run run = new Run(request, threads);
    try {
      return run.all();
    } finally {
      run.world.time().close();
      run.service.close();
    }
  }

  private Result all() {
    world.note(() -> scenario + " with " + world.weather().names());
    createStream();
    startProducers();
    startOperators();
    Troubles.plan(world, this::mapping, service, table, it -> denied = it);
    waitFor(() -> producing == 0 && operating == 0, LONGEST_TROUBLE);
    world.weather().calm();
    table.out(false);
    denied = false;
    world.note("the faults are over");
    mapping.poke();
    boolean rested =
        waitFor(() -> operating == 0 && producing == 0 && shards.areDone(), LONGEST_REST);
    if (!rested) {
      truth.violation(new Violation("liveness", "the mapping or a producer never ends", "all"));
    }
    clearUp();
    Judgement judgement = new Judgement(truth, table);
    judgement.run();
    return result(judgement);
  }

  private MappingHost mapping() {
    return mapping;
  }

  private Result result(Judgement judgement) {
    return new Result(
        request.seed(),
        world.weather().names(),
        world.weather().counts(),
        truth.all().size(),
        judgement.lost(),
        judgement.declared(),
        judgement.duplicated(),
        judgement.unexpected(),
        truth.violations(),
        request.traced() ? world.trace().digest() : "",
        world.trace().lines());
  }

  private void createStream() {
    service.call(
        "CreateStream",
        StreamService.object()
            .put("StreamName", StreamService.STREAM)
            .put("ShardCount", scenario.shards()));
    world.time().runUntil(START.plusSeconds(60));
  }

  private void startProducers() {
    for (int i = 0; i < scenario.producers(); i++) {
      int share =
          scenario.records() * (i + 1) / scenario.producers()
              - scenario.records() * i / scenario.producers();
      Producer producer = new Producer(world, tools.clients().stream(), payloads, scenario);
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
    mapping.poke();
    world.time().at(world.now(), this::keepPoking);
  }

  /** The mapping sleeps when it is through; somebody has to tell it of what comes. */
  private void keepPoking() {
    if (!shards.areDone()) {
      mapping.poke();
    }
    world.time().at(world.now().plusMillis(200), this::keepPoking);
  }

  private OnFailure destination() {
    return pointer -> {
      world.effect(
          "the destination",
          () -> {
            if (denied) {
              truth.dropped(pointer);
              throw Errors.service("AccessDenied", 403);
            }
            return queue.put(pointer);
          });
    };
  }

  private Operator operator(String name, boolean fixes) {
    return new Operator(
        world, tools, name, fixes ? Optional.of(new Repairs(FIX)) : Optional.empty(), truth);
  }

  private void startOperators() {
    for (int i = 0; i < scenario.operators(); i++) {
      Operator operator = operator("operator " + i, scenario.fixes());
      operators.add(operator);
      operating++;
      world
          .time()
          .spawn(
              "operator " + i,
              () -> {
                work(operator);
                operating--;
              });
    }
  }

  private void work(Operator operator) {
    int rounds = 1 + world.random().nextInt(3);
    for (int i = 0; i < rounds; i++) {
      world.pause(world.between(Duration.ofSeconds(5), Duration.ofMinutes(2)));
      if (!operator.redrive(3) && world.random().nextBoolean()) {
        world.pause(world.between(Duration.ofSeconds(1), Duration.ofMinutes(1)));
        operator.again(3);
      }
    }
  }

  /** Somebody redrives what can be redriven, and discards the rest. */
  private void clearUp() {
    Operator last = operator("the last operator", true);
    operating++;
    world
        .time()
        .spawn(
            "the last operator",
            () -> {
              empty(last);
              idempotence(last);
              operating--;
            });
    if (!waitFor(() -> operating == 0, LONGEST_REST)) {
      truth.violation(new Violation("liveness", "the last operator never ends", "all"));
    }
    if (!queue.bodies().isEmpty()) {
      truth.violation(
          new Violation("liveness", "the queue is not empty", queue.bodies().keySet().toString()));
    }
  }

  private void empty(Operator last) {
    for (int i = 0; i < 4 && !queue.bodies().isEmpty(); i++) {
      world.pause(Tools.LEASE.plusSeconds(1));
      last.redrive(FINAL_ATTEMPTS);
    }
    if (!queue.bodies().isEmpty()) {
      last.discardAll();
    }
  }

  /** Doing everything once more changes nothing, unless it brings home what Lambda gave up. */
  private void idempotence(Operator last) {
    Map<String, Map<String, AttributeValue>> before = new HashMap<>(table.items());
    mapping.redeliver();
    world.pause(Duration.ofMinutes(5));
    last.again(FINAL_ATTEMPTS);
    empty(last);
    Set<String> given =
        truth.all().stream()
            .filter(truth::isDropped)
            .map(Known::identity)
            .collect(Collectors.toSet());
    Map<String, Map<String, AttributeValue>> after = new HashMap<>(table.items());
    after.keySet().removeIf(id -> given.contains(id) && !before.containsKey(id));
    if (!after.equals(before)) {
      truth.violation(new Violation("idempotence", "doing it again changed the table", "all"));
    }
  }

  private boolean waitFor(java.util.function.BooleanSupplier done, Duration most) {
    Instant end = world.now().plus(most);
    while (!done.getAsBoolean() && world.now().isBefore(end)) {
      world.time().runUntil(world.now().plus(STEP));
    }
    return done.getAsBoolean();
  }
}
