package io.weir.replayer.run;

import static io.weir.replayer.plan.Action.KEEP;
import static io.weir.replayer.plan.Action.REDRIVE;
import static io.weir.replayer.plan.Action.SKIP_FILTERED;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.examine.MappingFilter;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.plan.Action;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.plan.PlannedRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A pointer's range may hold records that its batch did not have. */
class BeyondBatchTest {

  /** Drops what the mapping never hands to the function. */
  private static final MappingFilter NO_SECRETS =
      (pointer, record) ->
          !new String(record.payload().toArray(), StandardCharsets.UTF_8).contains("secret");

  private final World world = new World();

  /** Lambda's own pointer: the range of all, and how many of them the batch had. */
  private void pointer(int batchSize, String... kinds) {
    List<RecoveredRecord> all = new ArrayList<>();
    List<RecoveredRecord> batch = new ArrayList<>();
    for (int i = 1; i <= kinds.length; i++) {
      String kind = kinds[i - 1];
      RecoveredRecord record =
          World.record(i, "k" + i, "{\"eventId\":\"e%d\",\"is\":\"%s\"}".formatted(i, kind));
      all.add(record);
      if (!kind.equals("secret")) {
        batch.add(record);
      }
    }
    all.forEach(world.stream::put);
    String body =
        Bodies.pointer(all).replace("\"batchSize\":" + kinds.length, "\"batchSize\":" + batchSize);
    world.message("m", body, batch);
  }

  /** The stream forgets the first of a range. */
  private void forgetFirst() {
    world.stream.forget(World.record(1, "k1", "{\"eventId\":\"e1\",\"is\":\"order\"}"));
    world.stream.retention = Duration.ofMinutes(30);
  }

  private Plan plan() {
    return world.plan(Optional.empty(), 3);
  }

  private static List<Action> actions(Plan plan) {
    return plan.records().map(PlannedRecord::action).toList();
  }

  private Report apply(Plan plan) {
    return world.apply(plan, Effects.harmless());
  }

  @Test
  void whatTheFilterDropsIsNotSentAndDoesNotHoldTheMessage() {
    world.filter = NO_SECRETS;
    pointer(2, "order", "secret", "secret", "order");
    Plan plan = plan();
    assertThat(actions(plan)).containsExactly(REDRIVE, SKIP_FILTERED, SKIP_FILTERED, REDRIVE);

    Report report = apply(plan);

    assertThat(report.count(Fate.CONFIRMED)).isEqualTo(2);
    assertThat(report.count(Fate.FILTERED)).isEqualTo(2);
    assertThat(world.function.table).containsOnlyKeys("e1", "e4");
    assertThat(world.queue.ids()).isEmpty();
    assertThat(world.queue.deletedEarly).isEmpty();
  }

  @Test
  void aFilterThatDropsThemNoMoreKeepsTheMessage() {
    world.filter = NO_SECRETS;
    pointer(2, "order", "secret", "secret", "order");
    Plan plan = plan();
    world.filter = MappingFilter.NONE; // or the plan was edited

    Report report = apply(plan);

    assertThat(report.count(Fate.CONFIRMED)).isEqualTo(2);
    assertThat(report.count(Fate.KEPT)).isEqualTo(2);
    assertThat(world.queue.ids()).containsExactly("m");
  }

  @Test
  void aFilterThatLeavesMoreThanTheBatchHadSettlesNothing() {
    world.filter = NO_SECRETS;
    pointer(2, "order", "secret", "order", "order");
    Plan plan = plan();
    assertThat(actions(plan)).containsExactly(REDRIVE, KEEP, REDRIVE, REDRIVE);

    apply(plan);

    assertThat(world.function.table).containsOnlyKeys("e1", "e3", "e4");
    assertThat(world.queue.ids()).containsExactly("m");
  }

  @Test
  void aFilterThatDropsTheBatchsOwnRecordsIsNotBelieved() {
    world.filter = NO_SECRETS;
    pointer(2, "secret", "order", "order", "order");

    assertThat(actions(plan())).containsOnly(REDRIVE);
  }

  @Test
  void aFilterThatLeavesFewerThanTheBatchHadIsNotBelieved() {
    world.filter = NO_SECRETS;
    pointer(3, "order", "secret", "secret", "order");

    assertThat(actions(plan())).containsOnly(REDRIVE);
  }

  @Test
  void ofARangeInPartWhatTheFilterDropsIsKept() {
    world.filter = NO_SECRETS;
    pointer(3, "order", "secret", "order", "order");
    forgetFirst();

    assertThat(actions(plan())).containsExactly(KEEP, REDRIVE, REDRIVE);
  }

  @Test
  void ofARangeInPartAFilterThatDropsTheBatchsLastIsNotBelieved() {
    world.filter = NO_SECRETS;
    pointer(3, "order", "secret", "order", "secret");
    forgetFirst();

    assertThat(actions(plan())).containsOnly(REDRIVE);
  }

  @Test
  void theTableTakesWhatMayBeOfAnotherLane() {
    pointer(3, "order", "order", "order", "order");
    Plan plan = plan();
    assertThat(actions(plan)).containsOnly(REDRIVE);

    apply(plan);

    assertThat(world.function.table).hasSize(4);
    assertThat(world.queue.ids()).isEmpty();
  }

  @Test
  void withoutATableOnlyTheBatchsFirstAndLastAreKnown() {
    world.knowsTable = false;
    pointer(3, "order", "order", "order", "order");
    Plan plan = plan();
    assertThat(actions(plan)).containsExactly(REDRIVE, KEEP, KEEP, REDRIVE);
    assertThat(plan.records().map(PlannedRecord::why))
        .anyMatch(it -> it.contains("--beyond-batch"));

    apply(plan);

    assertThat(world.function.table).containsOnlyKeys("e1", "e4");
    assertThat(world.queue.ids()).containsExactly("m");
  }

  @Test
  void ofARangeThatIsTheBatchTheFilterIsNotAsked() {
    world.knowsTable = false;
    world.filter =
        (pointer, record) -> {
          throw new AssertionError("the range is the batch");
        };
    pointer(3, "order", "order", "order");

    assertThat(actions(plan())).containsOnly(REDRIVE);
  }
}
