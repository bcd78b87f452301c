package io.weir.replayer.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.act.Report.Result;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.recover.Verdict;
import io.weir.replayer.repair.Fix;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A replayer that dies anywhere, is started again, and has lost and doubled nothing. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class CrashTest {

  private static final Fix FIX = Fix.compile("rtrimstr(\"#\")", true, Duration.ofSeconds(10));

  /** What a plan finds: single records, a range, twins, a repair, a stubborn one, a loss. */
  private static World world() {
    World world =
        new World()
            .letter("one", 10, "a", "{\"n\":1}")
            .letter("range", 11, "a", "{\"n\":2}", "b", "{\"n\":3}", "c", "{\"eventId\":\"e\"}")
            .letter("twin", 12, "b", "{\"n\":3}")
            .letter("broken", 14, "d", "{\"n\":4}#")
            .letter("mixed", 15, "e", "{\"n\":5}", "f", "never", "g", "{\"n\":6}")
            .letter("stubborn", 18, "h", "{\"stubborn\":true}", "h", "{\"n\":7}")
            .letter("stored", 20, "i", "{\"n\":8}")
            .letter("hopeless", 21, "j", "[never")
            .letter("last", 22, "a", "{\"n\":9}");
    world.letter(
        "partial",
        new Verdict.Partial(1, 2, "one is missing"),
        List.of(World.record(23, "k", "{\"n\":10}")));
    world.function.stubborn = payload -> payload.contains("stubborn");
    world.function.invoke(new InvocationEvent("role").of(List.of(work(20, "i", "{\"n\":8}"))));
    world.function.deliveries.clear();
    return world;
  }

  private static Work work(int number, String key, String payload) {
    RecoveredRecord record = World.record(number, key, payload);
    return new Work(
        record,
        record.coordinates().stream().toString(),
        record.payload(),
        record.payload().sha256(),
        Optional.empty());
  }

  /** Made once: every world is the same. */
  private static final Plan PLAN = world().plan(Optional.of(FIX), 3);

  private static int effects() {
    Effects effects = Effects.harmless();
    World world = world();
    check(world, world.apply(PLAN, effects), 0);
    return effects.count();
  }

  @Test
  void withoutACrashEverythingEndsWhereItBelongs() {
    assertThat(effects()).isGreaterThan(30);
  }

  @Test
  void dyingBeforeAnyEffectLosesAndDoublesNothing() {
    int count = effects();
    for (int k = 0; k < count; k++) {
      crashAndFinish(List.of(Effects.crashBefore(k)));
    }
  }

  @Test
  void dyingAfterAnyEffectLosesAndDoublesNothing() {
    int count = effects();
    for (int k = 0; k < count; k++) {
      crashAndFinish(List.of(Effects.crashAfter(k)));
    }
  }

  @Test
  void dyingTwiceAnywhereLosesAndDoublesNothing() {
    long seed = Long.getLong("weir.seed", System.nanoTime());
    SplittableRandom random = new SplittableRandom(seed);
    int count = effects();
    for (int i = 0; i < 2_000; i++) {
      List<Effects> deaths = List.of(death(random, count), death(random, count));
      try {
        crashAndFinish(deaths, random.nextInt(3) * random.nextInt(40));
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ", pair " + i, e);
      }
    }
  }

  private static Effects death(SplittableRandom random, int count) {
    int effect = random.nextInt(count);
    return random.nextBoolean() ? Effects.crashBefore(effect) : Effects.crashAfter(effect);
  }

  private static void crashAndFinish(List<Effects> deaths) {
    crashAndFinish(deaths, 0);
  }

  /** Dies as told, each death tearing the journal's tail, then runs to the end and checks. */
  private static void crashAndFinish(List<Effects> deaths, int torn) {
    World world = world();
    for (Effects death : deaths) {
      try {
        world.apply(PLAN, death);
      } catch (Crash e) {
        if (torn > 0 && death.diedAfter("LogFile.append")) {
          world.journal.tear(torn);
        }
      }
    }
    Report report = world.apply(PLAN, Effects.harmless());
    check(world, report, deaths.size());
  }

  private static void check(World world, Report report, int crashes) {
    assertThat(report.result()).as(report.notes().toString()).isEqualTo(Result.DONE);
    assertThat(world.queue.deletedEarly).isEmpty();
    assertThat(world.queue.ids()).containsExactly("mixed", "stubborn", "hopeless", "partial");
    for (RecoveredRecord record : world.records()) {
      boolean waits =
          world.queue.ids().stream().anyMatch(id -> world.recovery(id).records().contains(record));
      assertThat(world.isHome(record) || waits).as(record.toString()).isTrue();
    }
    assertThat(world.function.table)
        .containsOnlyKeys(
            "orders/shardId-000000000000/20", // stored before
            "orders/shardId-000000000000/10",
            "orders/shardId-000000000000/11",
            "orders/shardId-000000000000/12",
            "e",
            "orders/shardId-000000000000/14",
            "orders/shardId-000000000000/15",
            "orders/shardId-000000000000/17",
            "orders/shardId-000000000000/22",
            "orders/shardId-000000000000/23");
    assertThat(world.function.order.get("a")).containsExactly("10", "11", "22");
    world.function.deliveries.forEach(
        (number, times) -> {
          if (!number.equals("18")) { // the stubborn one is tried again on each start
            assertThat(times).as("deliveries of " + number).isEqualTo(1);
          }
        });
    assertThat(world.function.deliveries.getOrDefault("18", 0)).isBetween(0, 1 + crashes);
    assertThat(world.function.deliveries).doesNotContainKey("19");
  }
}
