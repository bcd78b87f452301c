package io.weir.replayer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What a plan comes to: which records it sends, and which messages may go. */
class PlanTest {

  private static PlannedRecord record(String name, Action action) {
    return new PlannedRecord(
        name, "key", Given.TIME, "hash", "BYSTANDER", "", action, "", null, null);
  }

  private static PlannedLetter letter(String verdict, Action... actions) {
    List<PlannedRecord> records = new ArrayList<>();
    for (Action action : actions) {
      records.add(record("s/shard/" + records.size(), action));
    }
    return new PlannedLetter("m", "hash", verdict, records);
  }

  private static Plan plan(PlannedLetter... letters) {
    return new Plan(
        1,
        Given.TIME,
        "maria",
        "1",
        "http://localhost/0/dlq",
        Plan.Via.lambda,
        new Plan.Target(List.of(), List.of(), "function", "", Map.of()),
        "all",
        List.of(letters));
  }

  private static Set<Action> those(Predicate<PlannedRecord> which) {
    Set<Action> actions = EnumSet.noneOf(Action.class);
    for (Action action : Action.values()) {
      if (which.test(record("s/shard/1", action))) {
        actions.add(action);
      }
    }
    return actions;
  }

  @Test
  void whatIsRedrivenOrRepairedGoesThroughTheRoute() {
    assertThat(those(PlannedRecord::isSent)).containsExactly(Action.REDRIVE, Action.REPAIR);
  }

  @Test
  void whatIsSkippedDoesNotNeedItsMessage() {
    assertThat(those(PlannedRecord::isSkipped))
        .containsExactly(Action.SKIP_STORED, Action.SKIP_MOVED, Action.SKIP_FILTERED);
  }

  @Test
  void whatIsSentOrWasMovedMayComeBackFromTheStream() {
    assertThat(those(PlannedRecord::isMobile))
        .containsExactly(Action.REDRIVE, Action.REPAIR, Action.SKIP_MOVED);
  }

  @Test
  void aMessageMayGoIfNoneOfItsRecordsIsMissing() {
    assertThat(letter("COMPLETE", Action.REDRIVE).isWhole()).isTrue();
    assertThat(letter("PARTIAL", Action.REDRIVE).isWhole()).isFalse();
    assertThat(letter("COMPLETE").isWhole()).as("without a record in hand").isFalse();
  }

  @Test
  void aLetterIsActiveIfARecordIsSentOrItsMessageDeleted() {
    assertThat(letter("PARTIAL", Action.KEEP, Action.REPAIR).isActive()).isTrue();
    assertThat(letter("COMPLETE", Action.SKIP_STORED, Action.SKIP_MOVED).isActive()).isTrue();
    assertThat(letter("COMPLETE", Action.SKIP_STORED, Action.KEEP).isActive()).isFalse();
    assertThat(letter("PARTIAL", Action.SKIP_STORED).isActive()).isFalse();
    assertThat(letter("EXPIRED").isActive()).isFalse();
  }

  @Test
  void aPlanDoesNothingIfNoLetterIsActive() {
    PlannedLetter kept = letter("COMPLETE", Action.KEEP);
    PlannedLetter active = letter("COMPLETE", Action.SKIP_STORED);
    assertThat(plan().doesNothing()).isTrue();
    assertThat(plan(kept, kept).doesNothing()).isTrue();
    assertThat(plan(kept, active).doesNothing()).isFalse();
  }

  @Test
  void aRecordThatTwoLettersHoldIsSentOnce() {
    Plan plan =
        plan(
            letter("COMPLETE", Action.REDRIVE, Action.REPAIR, Action.KEEP),
            letter("COMPLETE", Action.REDRIVE),
            letter("COMPLETE", Action.SKIP_STORED));
    assertThat(plan.records()).hasSize(5);
    assertThat(plan.sent()).isEqualTo(2);
  }
}
