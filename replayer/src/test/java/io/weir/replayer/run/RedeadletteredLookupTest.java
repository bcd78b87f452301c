package io.weir.replayer.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.plan.Action;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.plan.PlannedRecord;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What comes back through the stream comes back under another number, and is recognised even so.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RedeadletteredLookupTest {

  private static final Duration WITHIN = Duration.ofSeconds(20);

  private static Reput one() {
    Reput world = new Reput();
    world.record(1, "{\"n\":1}");
    world.pointer("old", 1, 1);
    return world;
  }

  private static Report apply(Reput world) {
    Report report = world.apply(world.plan(3), WITHIN, Effects.harmless());
    assertThat(world.queue.deletedEarly).isEmpty();
    assertThat(world.nothingIsLost()).isTrue();
    return report;
  }

  @Test
  void whatComesBackUnderANewNumberIsKeptByTheNewMessageAlone() {
    Reput world = one();
    world.stores = payload -> false;

    Report report = apply(world);

    assertThat(report.count(Fate.CAME_BACK)).isEqualTo(1);
    assertThat(world.queue.ids()).containsExactly("again-1000");
  }

  @Test
  void whatIsStoredIsConfirmedAndItsMessageGoes() {
    Reput world = one();

    assertThat(apply(world).count(Fate.CONFIRMED)).isEqualTo(1);
    assertThat(world.queue.ids()).isEmpty();
  }

  @Test
  void whatIsNeitherStoredNorSeenIsUnknownAndKept() {
    Reput world = one();
    world.stores = payload -> false;
    world.pointers = 0;

    assertThat(apply(world).count(Fate.UNKNOWN)).isEqualTo(1);
    assertThat(world.queue.ids()).containsExactly("old");
  }

  @Test
  void whatComesBackAfterTheRunMovesInTheNextOne() {
    Reput world = one();
    world.stores = payload -> false;
    world.pointers = 0;
    apply(world);
    world.pointer("late", 1_000, 1_000);
    world.stores = payload -> true;

    Plan plan = world.plan(3);
    assertThat(plan.records())
        .extracting(PlannedRecord::action)
        .containsExactly(Action.SKIP_MOVED, Action.REDRIVE);
    Report report = world.apply(plan, WITHIN, Effects.harmless());

    assertThat(report.fates())
        .containsOnly(java.util.Map.entry(Fate.MOVED, 1), java.util.Map.entry(Fate.CONFIRMED, 1));
    assertThat(world.queue.deletedEarly).isEmpty();
    assertThat(world.queue.ids()).isEmpty();
  }

  @Test
  void aPlanFromBeforeTheReturnSendsNothingThatHasMoved() {
    Reput world = one();
    world.stores = payload -> false;
    world.pointers = 0;
    Plan plan = world.plan(3);
    world.apply(plan, WITHIN, Effects.harmless());
    world.pointer("late", 1_000, 1_000);

    Report report = world.apply(plan, WITHIN, Effects.harmless());

    assertThat(report.count(Fate.MOVED)).isEqualTo(1);
    assertThat(world.queue.ids()).containsExactly("late");
    assertThat(world.nothingIsLost()).isTrue();
  }

  @Test
  void aMovedRecordIsNoReasonToDeleteAMessageThatHoldsAnother() {
    Reput world = new Reput();
    world.record(1, "{\"n\":1}");
    world.record(2, "{\"n\":2}");
    world.pointer("old", 1, 2);
    world.stores = payload -> false;
    world.pointers = 0;
    apply(world);
    world.pointer("late", 1_000, 1_000);

    assertThat(world.plan(4).records())
        .extracting(PlannedRecord::action)
        .containsExactly(Action.SKIP_MOVED, Action.REDRIVE, Action.REDRIVE);
    apply(world);

    assertThat(world.queue.ids()).contains("old");
  }

  @Test
  void aRangeThatOnlyCoversTheNumberIsNoReturn() {
    Reput world = one();
    world.stores = payload -> false;
    world.pointers = 0;
    world.apply(world.plan(3), WITHIN, Effects.harmless());
    world.record(1_000, "{\"n\":\"of somebody else\"}");
    world.pointer("covers", 999, 1_001);

    Report report = world.apply(world.plan(3), Duration.ZERO, Effects.harmless());

    assertThat(report.count(Fate.MOVED)).isZero();
    assertThat(world.queue.ids()).contains("old");
  }

  @Test
  void theNumberOfFailuresGoesWithTheRecord() {
    Reput world = one();
    world.stores = payload -> false;
    apply(world);
    apply(world);
    apply(world);

    Plan plan = world.plan(3);

    assertThat(plan.records())
        .singleElement()
        .extracting(PlannedRecord::action)
        .isEqualTo(Action.KEEP);
    assertThat(plan.records().findFirst().orElseThrow().why()).contains("failed 3 times");
    assertThat(world.queue.ids()).hasSize(1);
  }

  @Test
  void dyingAnywhereLosesNothingAndEndsWithOneMessage() {
    Reput counting = one();
    counting.stores = payload -> false;
    Effects effects = Effects.harmless();
    counting.apply(counting.plan(9), WITHIN, effects);
    for (int k = 0; k < effects.count(); k++) {
      for (Effects death : List.of(Effects.crashBefore(k), Effects.crashAfter(k))) {
        Reput world = one();
        world.stores = payload -> false;
        try {
          world.apply(world.plan(9), WITHIN, death);
        } catch (Crash e) {
          world.queue.forgetLeases();
        }
        assertThat(world.nothingIsLost()).as("effect " + k).isTrue();
        assertThat(world.queue.deletedEarly).as("effect " + k).isEmpty();
        world.stores = payload -> true;
        world.apply(world.plan(9), WITHIN, Effects.harmless());
        world.apply(world.plan(9), WITHIN, Effects.harmless());
        assertThat(world.queue.ids()).as("effect " + k).isEmpty();
        assertThat(world.table).hasSize(1);
        assertThat(world.queue.deletedEarly).as("effect " + k).isEmpty();
      }
    }
  }
}
