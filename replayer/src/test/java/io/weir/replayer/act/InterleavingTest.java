package io.weir.replayer.act;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.MemoryLog;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.ExportLine;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.plan.PlannedLetter;
import io.weir.replayer.recover.Recovery;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;

/**
 * Two operators on two machines, who share a queue, a function and a table, and no journal. Each
 * call of one of the three is a step. A pause lasts for as long as a lease, so that whoever is kept
 * waiting finds the other's lease gone.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class InterleavingTest {

  private static final Rules RULES = new Rules(Ramp.NONE, 3, World.LEASE);
  private static final int NO_BOUND = Integer.MAX_VALUE;

  private static World world(int letters) {
    World world = new World();
    world.lasts = time -> time.toMillis() < 1_000 ? time : World.LEASE;
    for (int i = 0; i < letters; i++) {
      RecoveredRecord record = World.record(10 + i, "key", "{\"n\":" + i + "}");
      world.message("letter-" + i, Bodies.parked(record), List.of(record));
    }
    return world;
  }

  private static Plan plan(int letters, Predicate<String> taken) {
    Plan all = world(letters).plan(Optional.empty(), 3);
    List<PlannedLetter> some =
        all.letters().stream().filter(letter -> taken.test(letter.message())).toList();
    return new Plan(
        all.version(),
        all.plannedAt(),
        all.plannedBy(),
        all.code(),
        all.queue(),
        all.door(),
        all.target(),
        all.selection(),
        some);
  }

  /** Both apply, each by its own plan. */
  private static final class BothApply implements Interleavings.Pair {
    private final World world;
    private final Plan first;
    private final Plan second;

    BothApply(int letters, Plan first, Plan second) {
      this.world = world(letters);
      this.first = first;
      this.second = second;
    }

    @Override
    public void first(Runnable step) {
      world.apply(
          first, Effects.inTurnsBesidesItsJournal(step), RULES, Stop.NEVER, new MemoryLog());
    }

    @Override
    public void second(Runnable step) {
      world.apply(
          second, Effects.inTurnsBesidesItsJournal(step), RULES, Stop.NEVER, new MemoryLog());
    }

    @Override
    public void check(String schedule) {
      assertThat(world.queue.deletedEarly).as(schedule).isEmpty();
      world.function.deliveries.forEach(
          (record, times) -> assertThat(times).as(schedule).isBetween(1, 2));
      assertStoredOrWaiting(world, schedule);
      finish(world);
      assertThat(world.queue.ids()).as(schedule).isEmpty();
      assertThat(world.function.table).as(schedule).hasSize(world.records().size());
      if (first.equals(second)) { // nobody keeps the order of what is not in his plan
        assertThat(world.function.order.get("key")).as(schedule).isSorted();
      }
    }
  }

  /** A third one, later, does what is left. */
  private static void finish(World world) {
    world.queue.forgetLeases();
    Plan rest = world.plan(Optional.empty(), 3);
    world.apply(rest, Effects.harmless(), RULES, Stop.NEVER, new MemoryLog());
  }

  private static void assertStoredOrWaiting(World world, String schedule) {
    Set<RecoveredRecord> waiting = world.waiting();
    for (RecoveredRecord record : world.records()) {
      assertThat(world.isHome(record) || waiting.contains(record)).as(schedule).isTrue();
    }
  }

  /** One applies what the other discards. */
  private static final class ApplyAgainstDiscard implements Interleavings.Pair {
    private final World world;
    private final Plan plan;

    ApplyAgainstDiscard(int letters, Plan plan) {
      this.world = world(letters);
      this.plan = plan;
      Predicate<String> home = world.queue.mayGo;
      world.queue.mayGo = id -> home.test(id) || archive().containsKey(id);
    }

    private Map<String, Entry.Archived> archive() {
      return Restore.open(world.entries());
    }

    @Override
    public void first(Runnable step) {
      world.apply(plan, Effects.inTurnsBesidesItsJournal(step), RULES, Stop.NEVER, new MemoryLog());
    }

    @Override
    public void second(Runnable step) {
      Effects effects = Effects.inTurnsBesidesItsJournal(step);
      List<Discard.Item> items =
          world.records().stream().map(record -> item("letter-" + index(record))).toList();
      Discard discard =
          new Discard(effects.around(LetterQueue.class, world.queue), World.LEASE, world::pause);
      try {
        discard.run(
            items, false, world.start("discard", "because", world.journal, Effects.harmless()));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private static int index(RecoveredRecord record) {
      return record.coordinates().sequenceNumber().value().intValue() - 10;
    }

    private Discard.Item item(String id) {
      Recovery found = world(3).recovery(id);
      Bytes archive =
          ExportLine.of(found.letter(), found.verdict().word(), found.records(), world.now());
      return new Discard.Item(
          id,
          found.letter().body().sha256(),
          new String(archive.toArray(), StandardCharsets.UTF_8));
    }

    @Override
    public void check(String schedule) {
      assertThat(world.queue.deletedEarly).as(schedule).isEmpty();
      Set<RecoveredRecord> waiting = world.waiting();
      for (RecoveredRecord record : world.records()) {
        boolean discarded = archive().containsKey("letter-" + index(record));
        assertThat(world.isHome(record) || waiting.contains(record) || discarded)
            .as(schedule)
            .isTrue();
      }
      assertThat(world.function.table.size()).isLessThanOrEqualTo(world.records().size());
      finish(world);
      assertThat(world.queue.ids()).as(schedule).isEmpty();
    }
  }

  private static void all(
      TestReporter output, int atLeast, int mostPreemptions, Interleavings.Source source) {
    try (Interleavings interleavings = new Interleavings(mostPreemptions)) {
      int count = interleavings.run(source);
      output.publishEntry("interleavings", String.valueOf(count));
      assertThat(count).isGreaterThanOrEqualTo(atLeast);
    }
  }

  @Test
  void oneLetterAndTheSamePlanInEveryOrder(TestReporter output) {
    Plan plan = plan(1, id -> true);
    all(output, 900, NO_BOUND, () -> new BothApply(1, plan, plan));
  }

  @Test
  void twoLettersAndTheSamePlanWithThreePreemptions(TestReporter output) {
    Plan plan = plan(2, id -> true);
    all(output, 1, 3, () -> new BothApply(2, plan, plan));
  }

  @Test
  void oneAppliesWhatTheOtherDiscardsInEveryOrder(TestReporter output) {
    Plan plan = plan(2, id -> true);
    all(output, 1, NO_BOUND, () -> new ApplyAgainstDiscard(2, plan));
  }

  @Test
  void overlappingPlans(TestReporter output) {
    Plan first = plan(3, id -> !id.equals("letter-2"));
    Plan second = plan(3, id -> !id.equals("letter-0"));
    all(output, 1, 3, () -> new BothApply(3, first, second));
  }
}
