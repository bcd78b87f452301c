package io.weir.replayer.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.journal.MemoryLog;
import io.weir.replayer.plan.Plan;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two operators apply the same plan at once, from two machines that share nothing but AWS. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TwoOperatorsTest {

  private static final Rules RULES = new Rules(Ramp.NONE, 3, World.LEASE);

  private static World world() {
    return new World()
        .letter("one", 1, "a", "{\"n\":1}", "b", "{\"n\":2}")
        .letter("two", 3, "a", "{\"n\":3}");
  }

  @Test
  void whereverTheyAreInterruptedByEachOtherNothingIsLostOrDoubled() {
    int count = alone();
    for (int first = 0; first <= count; first++) {
      for (int second = 0; second <= count; second++) {
        interleave(first, second);
      }
    }
  }

  private static int alone() {
    World world = world();
    Effects effects = Effects.harmless();
    world.apply(world.plan(Optional.empty(), 3), effects);
    return effects.count();
  }

  /** One begins and has so many effects, then the other so many, then each ends in its turn. */
  private static void interleave(int first, int second) {
    World world = world();
    Plan plan = world.plan(Optional.empty(), 3);
    Turns turns = new Turns(first, second);
    CompletableFuture<Report> a = operator(world, plan, turns, 0);
    CompletableFuture<Report> b = operator(world, plan, turns, 1);
    a.join();
    b.join();

    String where = "after " + first + " and " + second;
    assertThat(world.queue.deletedEarly).as(where).isEmpty();
    assertThat(world.queue.ids()).as(where).isEmpty();
    assertThat(world.function.table).as(where).hasSize(3);
    assertThat(world.function.order.get("a")).as(where).containsExactly("1", "3");
    world
        .function
        .deliveries
        .values()
        .forEach(times -> assertThat(times).as(where).isBetween(1, 2));
  }

  private static CompletableFuture<Report> operator(World world, Plan plan, Turns turns, int me) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            Effects effects = Effects.inTurns(() -> turns.await(me));
            return world.apply(plan, effects, RULES, Stop.NEVER, new MemoryLog());
          } finally {
            turns.end(me);
          }
        },
        work -> {
          Thread thread = new Thread(work, "operator-" + me);
          thread.setDaemon(true);
          thread.start();
        });
  }

  /** Lets one thread work at a time, and hands over after a number of effects. */
  private static final class Turns {

    private final int[] left;
    private int turn;
    private int handedOver;

    Turns(int first, int second) {
      left = new int[] {first, second};
    }

    synchronized void await(int me) {
      if (turn == me && handedOver == me && left[me]-- == 0) {
        handOver(me);
      }
      while (turn != me) {
        try {
          wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException(e);
        }
      }
    }

    private void handOver(int me) {
      turn = 1 - me;
      handedOver = me + 1;
      notifyAll();
    }

    synchronized void end(int me) {
      turn = 1 - me;
      handedOver = 2;
      notifyAll();
    }
  }
}
