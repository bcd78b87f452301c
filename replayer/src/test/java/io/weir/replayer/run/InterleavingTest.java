package io.weir.replayer.run;

import static java.lang.System.Logger.Level.INFO;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.plan.PlannedLetter;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Two operators on two machines, who share a queue, a function and a table, and maybe a journal.
 * Each call of one of these is a step. A pause lasts for as long as a lease, so that the operator
 * who waits finds the other's lease gone.
 */
@Timeout(value = 400, unit = TimeUnit.SECONDS)
class InterleavingTest {

  private static final System.Logger LOG = System.getLogger("interleavings");

  /** Parked records of one key: letter-0, letter-1 and so on. */
  static World parked(int letters) {
    World world = empty();
    for (int i = 0; i < letters; i++) {
      RecoveredRecord record = World.record(10 + i, "key", "{\"n\":" + i + "}");
      world.message("letter-" + i, Bodies.parked(record), List.of(record));
    }
    return world;
  }

  /** Ranges of the stream: two records, then one of the same key. */
  private static World ranges() {
    return empty()
        .letter("letter-0", 10, "key", "{\"n\":1}", "other", "{\"n\":2}")
        .letter("letter-1", 12, "key", "{\"n\":3}");
  }

  private static World empty() {
    World world = new World();
    world.lasts = time -> time.toMillis() < 1_000 ? Duration.ZERO : World.LEASE;
    return world;
  }

  private static Plan plan(World world, Predicate<String> taken) {
    Plan all = world.plan(Optional.empty(), 3);
    List<PlannedLetter> some =
        all.letters().stream().filter(letter -> taken.test(letter.message())).toList();
    return new Plan(
        all.version(),
        all.plannedAt(),
        all.plannedBy(),
        all.code(),
        all.queue(),
        all.route(),
        all.target(),
        all.selection(),
        some);
  }

  private static void all(TestInfo test, Supplier<Interleavings.Pair> worlds) {
    try (Interleavings interleavings = new Interleavings()) {
      Interleavings.Count count = interleavings.run(worlds);
      LOG.log(
          INFO,
          "{0}: {1} orders, {2} points",
          test.getDisplayName(),
          count.orders(),
          count.points());
      assertThat(count.orders()).isGreaterThan(BigInteger.valueOf(100));
    }
  }

  @Test
  void oneLetterAndTheSamePlan(TestInfo test) {
    Plan plan = plan(parked(1), id -> true);
    all(test, () -> new TwoOperators.BothApply(parked(1), plan, plan));
  }

  @Test
  void twoLettersAndTheSamePlan(TestInfo test) {
    Plan plan = plan(parked(2), id -> true);
    all(test, () -> new TwoOperators.BothApply(parked(2), plan, plan));
  }

  @Test
  @EnabledIfSystemProperty(named = "weir.orders", matches = "all")
  void oneLetterTheSamePlanAndOneJournal(TestInfo test) {
    Plan plan = plan(parked(1), id -> true);
    all(test, () -> new TwoOperators.BothApply(parked(1), plan, plan).withOneJournal());
  }

  @Test
  @EnabledIfSystemProperty(named = "weir.orders", matches = "all")
  void rangesOfTheStreamAndTheSamePlan(TestInfo test) {
    Plan plan = plan(ranges(), id -> true);
    all(test, () -> new TwoOperators.BothApply(ranges(), plan, plan));
  }

  @Test
  void oneAppliesWhatTheOtherDiscards(TestInfo test) {
    Plan plan = plan(parked(2), id -> true);
    all(test, () -> new TwoOperators.ApplyAgainstDiscard(parked(2), plan));
  }

  @Test
  @EnabledIfSystemProperty(named = "weir.orders", matches = "all")
  void threeLettersAndPlansThatOverlap(TestInfo test) {
    Plan first = plan(parked(3), id -> !id.equals("letter-2"));
    Plan second = plan(parked(3), id -> !id.equals("letter-0"));
    all(test, () -> new TwoOperators.BothApply(parked(3), first, second));
  }
}
