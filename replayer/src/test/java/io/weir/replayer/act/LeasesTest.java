package io.weir.replayer.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Leases that end while somebody works on their messages. */
class LeasesTest {

  @Test
  void aStaleReceiptHandleIsReplacedByANewOne() {
    World world = new World().letter("letter", 1, "key", "{\"n\":1}");
    AtomicInteger tries = new AtomicInteger();
    world.queue.deletionFails =
        message -> {
          if (tries.getAndIncrement() == 0) {
            world.queue.extend(
                LetterQueue.receipts(world.queue.lease(Duration.ZERO)), Duration.ZERO);
            world.queue.forgetLeases();
            return true;
          }
          return false;
        };

    assertThat(world.apply(world.plan(Optional.empty(), 3), Effects.harmless()).deleted())
        .isEqualTo(1);
    assertThat(tries).hasValue(2);
    assertThat(world.queue.ids()).isEmpty();
  }

  /** A world whose only message somebody has taken out of sight for an hour, and its plan. */
  private static Plan held(World world) {
    world.letter("letter", 1, "key", "{\"n\":1}");
    Plan plan = world.plan(Optional.empty(), 3);
    world.queue.lease(Duration.ofHours(1));
    return plan;
  }

  private static Report apply(World world, Plan plan, Stop stop) {
    return world.apply(plan, Effects.harmless(), new Rules(Ramp.NONE, 3, World.LEASE), stop);
  }

  @Test
  void waitingForAMessageEndsAtOnceWhenSomebodyAsksTheRunToStop() {
    World world = new World();
    Plan plan = held(world);
    Instant begin = world.now();
    Stop stop = () -> Duration.between(begin, world.now()).toSeconds() >= 5;

    Report report = apply(world, plan, stop);

    assertThat(Duration.between(begin, world.now())).hasSeconds(5);
    assertThat(report.result()).isEqualTo(Report.Result.INTERRUPTED);
    assertThat(report.fates()).containsExactly(Map.entry(Fate.NOT_SENT, 1));
  }

  @Test
  void waitingTakesNoLongerThanALeaseHoweverLongALookTakes() {
    World world = new World();
    Plan plan = held(world);
    Instant begin = world.now();
    world.lasts = time -> time.multipliedBy(4); // as three empty answers of a second each

    Report report = apply(world, plan, Stop.NEVER);

    assertThat(Duration.between(begin, world.now())).isEqualTo(World.LEASE);
    assertThat(report.result()).isEqualTo(Report.Result.REFUSED);
  }
}
