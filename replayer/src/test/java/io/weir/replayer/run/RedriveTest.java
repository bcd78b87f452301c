package io.weir.replayer.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.plan.Action;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.plan.repair.Fix;
import io.weir.replayer.queue.Leased;
import io.weir.replayer.queue.LetterQueue;
import io.weir.replayer.route.FunctionCall.Reply;
import io.weir.replayer.run.RedriveSetup.RedriveLimits;
import io.weir.replayer.run.Report.Result;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** How a run treats records that are not stored, and a world that has changed. */
class RedriveTest {

  private final World world = new World();

  private Plan plan() {
    return world.plan(Optional.empty(), 3);
  }

  private Report apply(Plan plan) {
    return world.apply(plan, Effects.harmless());
  }

  private Report apply(Plan plan, String ramp, BooleanSupplier stop) {
    RedriveLimits rules = new RedriveLimits(Ramp.parse(ramp), 3, 0, World.LEASE);
    return world.apply(plan, Effects.harmless(), rules, stop);
  }

  private void letters(int count, String payload) {
    for (int i = 1; i <= count; i++) {
      world.letter("letter-" + i, i, "key-" + i, payload.replace("N", String.valueOf(i)));
    }
  }

  @Test
  void aFailureFreezesItsKeyAndNoOther() {
    world
        .letter("first", 1, "a", "{\"stubborn\":1}")
        .letter("behind", 2, "a", "{\"n\":2}")
        .letter("beside", 3, "b", "{\"n\":3}");
    world.function.stubborn = payload -> payload.contains("stubborn");

    Report report = apply(plan());

    assertThat(report.count(Fate.CAME_BACK)).isEqualTo(1);
    assertThat(report.count(Fate.NOT_SENT)).isEqualTo(1);
    assertThat(report.count(Fate.CONFIRMED)).isEqualTo(1);
    assertThat(world.queue.ids()).containsExactly("first", "behind");
    assertThat(world.function.deliveries).doesNotContainKey("2");
  }

  @Test
  void aRampStopsWhenARecordComesBackAndSendsNothingElse() {
    letters(10, "{\"stubborn\":N}");
    world.function.stubborn = payload -> payload.contains("stubborn");

    Report report = apply(plan(), "1,5,100%", () -> false);

    assertThat(report.result()).isEqualTo(Result.ABORTED);
    assertThat(world.function.deliveries).hasSize(1);
    assertThat(report.count(Fate.NOT_SENT)).isEqualTo(9);
    assertThat(world.queue.ids()).hasSize(10);
  }

  @Test
  void aRampThatGoesWellSendsEverything() {
    letters(10, "{\"n\":N}");

    assertThat(apply(plan(), "1,50%", () -> false).count(Fate.CONFIRMED)).isEqualTo(10);
    assertThat(world.queue.ids()).isEmpty();
  }

  @Test
  void aStopFinishesTheBatchInHandAndTheNextStartGoesOn() {
    letters(10, "{\"n\":N}");
    Plan plan = plan();

    Report stopped = apply(plan, "100%", () -> !world.function.deliveries.isEmpty());

    assertThat(stopped.result()).isEqualTo(Result.INTERRUPTED);
    assertThat(stopped.count(Fate.CONFIRMED)).isEqualTo(4);
    assertThat(world.queue.ids()).hasSize(6);
    Report rest = apply(plan);
    assertThat(rest.result()).isEqualTo(Result.DONE);
    assertThat(rest.count(Fate.CONFIRMED)).isEqualTo(6);
    assertThat(rest.count(Fate.ALREADY_STORED)).isEqualTo(4);
    assertThat(world.queue.ids()).isEmpty();
    assertThat(world.function.deliveries.values()).containsOnly(1);
  }

  @Test
  void anExpiredPayloadIsDriftAndNothingIsSent() {
    letters(3, "{\"n\":N}");
    Plan plan = plan();
    world.expire("letter-2");

    Report report = apply(plan);

    assertThat(report.result()).isEqualTo(Result.REFUSED);
    assertThat(report.notes()).singleElement().asString().contains("EXPIRED");
    assertThat(world.function.deliveries).isEmpty();
    assertThat(world.queue.depth()).isEqualTo(new LetterQueue.Depth(3, 0));
  }

  @Test
  void aMessageThatIsGoneIsDriftAndNothingIsSent() {
    letters(3, "{\"n\":N}");
    Plan plan = plan();
    world.queue.mayGo = message -> true;
    List<Leased> taken = world.queue.lease(World.LEASE);
    world.queue.delete(LetterQueue.receipts(taken.subList(0, 1)));
    world.queue.extend(LetterQueue.receipts(taken), Duration.ZERO);

    Report report = apply(plan);

    assertThat(report.result()).isEqualTo(Result.REFUSED);
    assertThat(report.count(Fate.NOT_SENT)).isEqualTo(3);
    assertThat(world.function.deliveries).isEmpty();
  }

  @Test
  void anIdentityThatAnotherContentHasTakenIsDrift() {
    world.letter("one", 1, "a", "{\"eventId\":\"e\",\"n\":1}");
    Plan plan = plan();
    world.function.table.put("e", "another hash");

    assertThat(apply(plan).result()).isEqualTo(Result.REFUSED);
    assertThat(world.function.deliveries).isEmpty();
  }

  @Test
  void aRepairWhoseIdentityIsTakenStopsNoOtherRecord() {
    world
        .letter("taken", 1, "a", "{\"eventId\":\"e\"}#")
        .letter("first", 2, "b", "{\"eventId\":\"f\",\"n\":2}#")
        .letter("second", 3, "c", "{\"eventId\":\"f\",\"n\":3}#")
        .letter("fine", 4, "d", "{\"n\":4}");
    world.function.table.put("e", "another hash");
    Fix fix = Fix.compile("rtrimstr(\"#\")", true);

    Report report = apply(world.plan(Optional.of(fix), 3));

    assertThat(report.result()).isEqualTo(Result.DONE);
    assertThat(report.count(Fate.CONFIRMED)).isEqualTo(2);
    assertThat(world.queue.ids()).containsExactly("taken", "second");
  }

  @Test
  void aRecordThatKeepsFailingIsSetAsideAndTheNextPlanLeavesItAlone() {
    world.letter("one", 1, "a", "{\"stubborn\":1}");
    world.function.stubborn = payload -> true;
    Plan plan = plan();
    for (int i = 0; i < 5; i++) {
      apply(plan);
    }

    assertThat(world.function.deliveries).containsEntry("1", 3);
    assertThat(apply(plan).count(Fate.SET_ASIDE)).isEqualTo(1);
    assertThat(plan().records())
        .singleElement()
        .satisfies(record -> assertThat(record.action()).isEqualTo(Action.KEEP))
        .satisfies(record -> assertThat(record.why()).contains("set aside: failed 3 times"));
    assertThat(world.queue.ids()).containsExactly("one");
  }

  @Test
  void anAnswerThatIsLostIsUnknownAndTheMessageIsKept() {
    letters(2, "{\"n\":N}");
    world.function.instead = call -> new Reply.Lost("time-out");

    Report report = apply(plan());

    assertThat(report.count(Fate.UNKNOWN)).isEqualTo(2);
    assertThat(world.queue.ids()).hasSize(2);
  }

  @Test
  void aLostAnswerToWorkThatWasDoneIsConfirmedByTheTable() {
    letters(2, "{\"n\":N}");
    world.function.loseAnswers = true;

    assertThat(apply(plan()).count(Fate.CONFIRMED)).isEqualTo(2);
    assertThat(world.queue.ids()).isEmpty();
  }

  @Test
  void aFunctionThatSaysDoneAndStoresNothingIsNotBelieved() {
    letters(2, "{\"n\":N}");
    world.function.instead = call -> new Reply.Returned(new byte[0]);

    assertThat(apply(plan()).count(Fate.UNKNOWN)).isEqualTo(2);
    assertThat(world.queue.ids()).hasSize(2);
  }

  @Test
  void oneRecordThatMakesTheFunctionThrowDoesNotTakeTheOthersWithIt() {
    letters(4, "{\"n\":N}");
    world.function.throwsOn = payload -> payload.contains("3");

    Report report = apply(plan());

    assertThat(report.count(Fate.CAME_BACK)).isEqualTo(1);
    assertThat(report.count(Fate.CONFIRMED)).isEqualTo(3);
    assertThat(world.queue.ids()).containsExactly("letter-3");
  }

  @Test
  void throttlingCostsNoAttempt() {
    letters(2, "{\"n\":N}");
    world.function.instead = call -> call < 5 ? new Reply.Throttled("TooManyRequests") : null;

    assertThat(apply(plan()).count(Fate.CONFIRMED)).isEqualTo(2);
  }

  @Test
  void endlessThrottlingEndsTheRun() {
    letters(2, "{\"n\":N}");
    world.function.instead = call -> new Reply.Throttled("TooManyRequests");

    Report report = apply(plan());

    assertThat(report.result()).isEqualTo(Result.THROTTLED);
    assertThat(report.count(Fate.NOT_SENT)).isEqualTo(2);
  }

  @Test
  void whatAFunctionNeverReachedIsSentAgain() {
    letters(4, "{\"n\":N}");
    world.function.instead =
        call ->
            call == 0
                ? new Reply.Returned(
                    "{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"}]}"
                        .getBytes(StandardCharsets.UTF_8))
                : null;

    Report report = apply(plan());

    assertThat(report.count(Fate.CAME_BACK)).isEqualTo(1);
    assertThat(report.count(Fate.CONFIRMED)).isEqualTo(3);
  }
}
