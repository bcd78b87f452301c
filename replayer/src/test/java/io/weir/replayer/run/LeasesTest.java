package io.weir.replayer.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.letter.Attributes;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.queue.Leased;
import io.weir.replayer.queue.Leases;
import io.weir.replayer.queue.LetterQueue;
import io.weir.replayer.run.RedriveSetup.RedriveLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Leases that end while a run works on their messages. */
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

    assertThat(
            world.apply(world.plan(Optional.empty(), 3), Effects.harmless()).messages().deleted())
        .isEqualTo(1);
    assertThat(tries).hasValue(2);
    assertThat(world.queue.ids()).isEmpty();
  }

  /** A world whose only message another receiver has hidden for an hour, and its plan. */
  private static Plan held(World world) {
    world.letter("letter", 1, "key", "{\"n\":1}");
    Plan plan = world.plan(Optional.empty(), 3);
    world.queue.lease(Duration.ofHours(1));
    return plan;
  }

  private static Report apply(World world, Plan plan, BooleanSupplier stop) {
    return world.apply(
        plan, Effects.harmless(), new RedriveLimits(Ramp.NONE, 3, 0, World.LEASE), stop);
  }

  @Test
  void waitingForAMessageEndsAtOnceWhenSomebodyAsksTheRunToStop() {
    World world = new World();
    Plan plan = held(world);
    Instant begin = world.now();
    BooleanSupplier stop = () -> Duration.between(begin, world.now()).toSeconds() >= 5;

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

    Report report = apply(world, plan, () -> false);

    assertThat(Duration.between(begin, world.now())).isEqualTo(World.LEASE);
    assertThat(report.result()).isEqualTo(Report.Result.REFUSED);
  }

  /** A queue whose leases are over as soon as they are given, so that each look sees all again. */
  private static final class NeverHidden implements LetterQueue {
    private static final int MESSAGES = 23;
    private int next;
    private int looks;

    @Override
    public String name() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Peek peek(int limit, BooleanSupplier stop) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Leased> lease(Duration time) {
      looks++;
      List<Leased> ten = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        String id = "m-" + next++ % MESSAGES;
        ten.add(new Leased(id, "receipt", "body"));
      }
      return ten;
    }

    @Override
    public Map<String, String> extend(Map<String, String> receipts, Duration time) {
      return Map.of();
    }

    @Override
    public Map<String, String> delete(Map<String, String> receipts) {
      return Map.of();
    }

    @Override
    public String send(String body, Attributes attributes) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int largestMessage() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Depth depth() {
      return new Depth(MESSAGES, 0);
    }
  }

  @Test
  void aLookEndsOnceEachMessageWasSeenHoweverShortTheLease() throws InterruptedException {
    NeverHidden queue = new NeverHidden();
    Leases leases = new Leases(queue, Duration.ofSeconds(1), time -> {});

    assertThat(leases.sweep(Set.of("gone"), Set.of(), Leases.Patience.NONE)).isEmpty();

    assertThat(queue.looks).isLessThan(30);
  }

  @Test
  void aLeaseThatCouldNotBeExtendedIsTakenAgainBeforeTheDeletion() throws InterruptedException {
    World world = new World();
    world.letter("one", 1, "key", "{\"n\":1}");
    world.queue.mayGo = message -> true;
    Leases leases = new Leases(world.queue, World.LEASE, world::pause);
    leases.sweep(Set.of("one"), Set.of(), Leases.Patience.NONE);
    world.pause(World.LEASE.plusSeconds(1));
    world.queue.extend(LetterQueue.receipts(world.queue.lease(Duration.ZERO)), Duration.ZERO);
    leases.extend();
    world.queue.deletionLies = message -> world.queue.receipts(message) < 3; // an old handle

    assertThat(leases.delete(Set.of("one"))).containsExactly("one");

    assertThat(world.queue.ids()).isEmpty();
  }
}
