package io.weir.chaos.simulate;

import io.weir.local.mapping.engine.Checkpoints;
import io.weir.local.mapping.engine.Filters;
import io.weir.local.mapping.engine.MappingSettings;
import io.weir.local.mapping.engine.MappingSteps;
import io.weir.local.mapping.engine.OnFailure;
import io.weir.local.mapping.engine.RecordSource;
import io.weir.local.mapping.engine.Step;
import io.weir.local.mapping.engine.Target;
import io.weir.local.mapping.engine.Target.Outcome;
import io.weir.local.mapping.engine.Wiring;
import io.weir.local.mapping.engine.Wiring.StreamIdentity;
import io.weir.local.pipeline.KinesisSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Lambda's event source mapping: dies between two of its steps, and comes back. */
final class MappingHost {

  private static final StreamIdentity STREAM =
      new StreamIdentity(
          StreamService.ARN, "us-east-1", "arn:aws:iam::000000000000:role/weir-function");

  /** How long a mapping that stops waits for what is under way. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration LOOK = Duration.ofMillis(50);

  private final World world;
  private Shape shape;
  private final Wiring wiring;
  private final Idle idle;
  private final BoundedWork counted;
  private MappingSteps mapping;
  private int life;
  private int ticks;
  private boolean ticking;
  private boolean dead;
  private boolean stopping;

  /** Tells whether the mapping has nothing to do, until it is poked. */
  interface Idle {
    boolean isIdle();
  }

  /** What of the mapping can be changed. */
  record Shape(MappingSettings settings, Filters filters) {}

  /** What the mapping calls and writes to. */
  record Ports(
      FunctionHost function,
      OnFailure destination,
      Checkpoints checkpoints,
      Seams seams,
      BoundedWork work) {}

  MappingHost(World world, Shape shape, StreamService service, Ports ports, Idle idle) {
    this.world = world;
    this.shape = shape;
    this.idle = idle;
    this.counted = ports.work();
    this.wiring =
        new Wiring(
            new Wiring.Source(
                STREAM,
                ports
                    .seams()
                    .source(
                        new WeatheredSource(
                            world, new KinesisSource(service.kinesis(), StreamService.STREAM)))),
            new FunctionTarget(ports.function(), ports.seams()),
            ports.destination(),
            ports.checkpoints(),
            line -> world.note("the mapping: " + line));
    this.mapping = mapping();
  }

  private MappingSteps mapping() {
    return new MappingSteps(
        shape.settings(),
        shape.filters(),
        wiring,
        () -> new UUID(world.random().nextLong(), world.random().nextLong()));
  }

  /** Has it look again: there may be something to do. */
  void poke() {
    if (!ticking) {
      again(world.now());
    }
  }

  /** Has every lane deliver its last batch once more; one that is dead has none. */
  void redeliver() {
    if (!dead && !stopping && mapping.redeliver() > 0) {
      world.note("the mapping delivers its last batches again");
      counted.redelivering();
      again(world.now());
    }
  }

  MappingSettings settings() {
    return shape.settings();
  }

  /**
   * Changes it, as Lambda's API does: to what it is already, nothing happens; else it stops between
   * two steps, waits a while for those that are under way, and starts from its checkpoints.
   */
  void change(Shape next) {
    if (stopping || next.equals(shape)) {
      return;
    }
    shape = next;
    if (!dead) {
      world.note(() -> "the mapping stops, to be " + next.settings());
      stopping = true;
      ticks++;
      ticking = true;
      int now = life;
      world.time().spawn("the end of the mapping", () -> stop(now));
    }
  }

  private void stop(int when) {
    Instant patience = world.now().plus(PATIENCE);
    while (when == life && mapping.isBusy() && world.now().isBefore(patience)) {
      world.pause(LOOK);
    }
    if (when == life) {
      mapping.keepCheckpoints(world.now());
      world.note("the mapping has stopped, and starts");
      counted.died();
      life++;
      revive();
    }
  }

  private void revive() {
    mapping = mapping();
    dead = false;
    stopping = false;
    again(world.now());
  }

  private void again(Instant time) {
    int number = ++ticks;
    ticking = true;
    world.time().at(time, () -> tick(number));
  }

  private void tick(int number) {
    if (number != ticks) {
      return;
    }
    ticking = false;
    Optional<MappingSteps.Work> work = mapping.begin(world.now());
    while (work.isPresent()) {
      if (!start(work.get())) {
        return;
      }
      work = mapping.begin(world.now());
    }
    Instant next = mapping.nextAt();
    if (!next.equals(Instant.MAX) && !idle.isIdle()) {
      again(next);
    }
  }

  /** Performs a step, or has it performed; returns false if the mapping died in it. */
  private boolean start(MappingSteps.Work work) {
    if (work.step() == Step.INVOKE || work.step() == Step.TELL_DESTINATION) {
      int now = life;
      world.time().spawn("lane", () -> lane(work, now));
      return true;
    }
    if (world.weather().strikes(Fault.MAPPING_CRASH)) {
      crash("before " + work.step());
      return false;
    }
    work.perform();
    if (work.step() == Step.KEEP_CHECKPOINT && world.weather().strikes(Fault.MAPPING_CRASH)) {
      crash("after " + work.step());
      return false;
    }
    work.note(world.now());
    return true;
  }

  private void lane(MappingSteps.Work work, int when) {
    Step step = work.step();
    if (when != life) {
      return;
    }
    if (world.weather().strikes(Fault.MAPPING_CRASH)) {
      crash("before " + step);
      return;
    }
    work.perform();
    if (when != life) {
      return;
    }
    if (world.weather().strikes(Fault.MAPPING_CRASH)) {
      crash("after " + step);
      return;
    }
    work.note(world.now());
    if (!stopping) {
      again(world.now());
    }
  }

  private void crash(String when) {
    world.note("the mapping dies " + when);
    counted.died();
    life++;
    ticks++;
    ticking = true;
    dead = true;
    Instant back = world.now().plus(world.between(Duration.ofMillis(500), Duration.ofSeconds(30)));
    world.time().at(back, this::revive);
  }

  /** The stream, read in any weather. */
  private record WeatheredSource(World world, RecordSource source) implements RecordSource {

    @Override
    public java.util.List<Shard> shards() {
      return source.shards();
    }

    @Override
    public Page read(String shardId, Position from, int limit) {
      if (world.weather().strikes(Fault.READ_THROTTLED)) {
        throw new IllegalStateException("simulated throttling");
      }
      boolean isShort = world.weather().strikes(Fault.PAGE_SHORT);
      return source.read(shardId, from, isShort ? 1 + world.random().nextInt(limit) : limit);
    }
  }

  /** The function as the mapping calls it. */
  private final class FunctionTarget implements Target {
    private final FunctionHost function;
    private final Seams seams;

    private FunctionTarget(FunctionHost function, Seams seams) {
      this.function = function;
      this.seams = seams;
    }

    @Override
    public String functionArn() {
      return FunctionHost.ARN;
    }

    @Override
    public String executedVersion() {
      return "$LATEST";
    }

    @Override
    public Outcome invoke(String requestId, byte[] event) {
      Outcome outcome = function.deliver(requestId, event);
      if (world.weather().strikes(Fault.RESPONSE_LOST)) {
        world.note("the function's answer is lost");
        return seams.outcome(new Outcome.FunctionFailed());
      }
      return seams.outcome(function.spoiled(outcome));
    }
  }
}
