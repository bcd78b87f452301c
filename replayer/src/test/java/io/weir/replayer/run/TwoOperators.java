package io.weir.replayer.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.journal.MemoryLog;
import io.weir.replayer.journal.MemoryTable;
import io.weir.replayer.journal.SharedJournal;
import io.weir.replayer.journal.SharedTable;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.ExportLine;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.queue.LetterQueue;
import io.weir.replayer.recover.Recovery;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Two operators on two machines over one world, with one journal or each with its own. */
abstract class TwoOperators implements Interleavings.Pair {

  final World world;
  private @Nullable MemoryTable shared;

  TwoOperators(World world) {
    this.world = world;
  }

  /** Lets them have one journal, as a team has. */
  final TwoOperators withOneJournal() {
    shared = new MemoryTable(world::now);
    return this;
  }

  @Override
  public final String state() {
    return world.state() + (shared == null ? "" : shared.state());
  }

  @Override
  public final String seen() {
    return world.seen();
  }

  final void apply(Plan plan, Turns turns) {
    if (shared == null) {
      Effects effects = Effects.inTurnsBesidesItsJournal(turns);
      world.apply(plan, effects, MemoryLog.open(new MemoryLog(), effects));
    } else {
      Effects effects = Effects.inTurns(turns);
      world.apply(plan, effects, new SharedJournal(effects.around(SharedTable.class, shared)));
    }
  }

  /** How often a record may be delivered by the two of them. */
  final int mostDeliveries() {
    return shared == null ? 2 : 1;
  }

  /** A third one, later, does what is left. */
  final void finish(String schedule) {
    world.queue.forgetLeases();
    Plan rest = world.plan(Optional.empty(), 3);
    Effects effects = Effects.harmless();
    world.apply(rest, effects, MemoryLog.open(new MemoryLog(), effects));
    assertThat(world.queue.ids()).as(schedule).isEmpty();
  }

  /** Both apply, each by its own plan. */
  static final class BothApply extends TwoOperators {
    private final Plan first;
    private final Plan second;

    BothApply(World world, Plan first, Plan second) {
      super(world);
      this.first = first;
      this.second = second;
    }

    @Override
    public void first(Turns turns) {
      apply(first, turns);
    }

    @Override
    public void second(Turns turns) {
      apply(second, turns);
    }

    @Override
    public void check(String schedule) {
      assertThat(world.queue.deletedEarly).as(schedule).isEmpty();
      world.function.deliveries.forEach(
          (record, times) -> assertThat(times).as(schedule).isBetween(1, mostDeliveries()));
      Set<RecoveredRecord> waiting = world.waiting();
      for (RecoveredRecord record : world.records()) {
        assertThat(world.isStored(record) || waiting.contains(record)).as(schedule).isTrue();
      }
      finish(schedule);
      assertThat(world.function.table).as(schedule).hasSize(world.records().size());
      if (first.equals(second)) { // a run keeps the order only of what is in its plan
        assertThat(world.function.order.get("key")).as(schedule).isSorted();
      }
    }
  }

  /** One applies what the other discards. */
  static final class ApplyAgainstDiscard extends TwoOperators {
    private final Plan plan;

    ApplyAgainstDiscard(World world, Plan plan) {
      super(world);
      this.plan = plan;
      Predicate<String> home = world.queue.mayGo;
      world.queue.mayGo = id -> home.test(id) || archive().containsKey(id);
    }

    private Map<String, Restore.Copy> archive() {
      return Restore.open(world.entries());
    }

    @Override
    public void first(Turns turns) {
      apply(plan, turns);
    }

    @Override
    public void second(Turns turns) {
      Effects effects = Effects.inTurnsBesidesItsJournal(turns);
      List<Discard.Item> items =
          world.records().stream().map(record -> item("letter-" + index(record))).toList();
      Discard discard =
          new Discard(
              effects.around(LetterQueue.class, world.queue),
              World.LEASE,
              world::pause,
              () -> false,
              (period, beat) -> () -> {});
      try {
        discard.run(
            items,
            false,
            world.start("discard", "because", MemoryLog.open(world.journal, Effects.harmless())));
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private static int index(RecoveredRecord record) {
      return record.coordinates().sequenceNumber().value().intValue() - 10;
    }

    private Discard.Item item(String id) {
      Recovery found = InterleavingTest.parked(3).recovery(id);
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
        assertThat(world.isStored(record) || waiting.contains(record) || discarded)
            .as(schedule)
            .isTrue();
      }
      assertThat(world.function.table.size()).isLessThanOrEqualTo(world.records().size());
      finish(schedule);
    }
  }
}
