package io.weir.replayer.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.journal.Entry;
import io.weir.replayer.letter.ExportedLetter;
import io.weir.replayer.letter.LetterReader;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.plan.Action;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.plan.PlannedLetter;
import io.weir.replayer.plan.PlannedRecord;
import io.weir.replayer.route.FunctionCall.Reply;
import io.weir.replayer.route.LambdaRoute;
import io.weir.replayer.run.RedriveSetup.RedriveLimits;
import io.weir.replayer.run.Report.Result;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * A message is deleted only if the table says now that each of its records is there: whatever a
 * plan, a journal or an answer says.
 */
class TableIsTruthTest {

  private static final String EVENT = "{\"eventId\":\"e\",\"n\":1}";

  private final World world = new World();

  private Plan plan() {
    return world.plan(Optional.empty(), 3);
  }

  private Report apply(Plan plan) {
    return world.apply(plan, Effects.harmless());
  }

  @Test
  void whatTheJournalConfirmsIsSentAgainIfItsItemIsGone() {
    world.letter("first", 1, "k", EVENT);
    apply(plan());
    world.function.table.clear(); // a backup was restored
    world.message("again", Bodies.pointer(List.of(record())), List.of(record()));

    Report report = apply(plan());

    assertThat(report.count(Fate.CONFIRMED)).isEqualTo(1);
    assertThat(world.function.table).containsKey("e");
    assertThat(world.queue.ids()).isEmpty();
    assertThat(world.queue.deletedEarly).isEmpty();
  }

  @Test
  void thePlanThatWasKilledBehindItsConfirmationSendsAgainWhatTheTableLost() {
    world.letter("first", 1, "k", EVENT);
    Plan plan = plan();
    assertThat(Crash.of(() -> world.apply(plan, Effects.crashBefore("LetterQueue.delete"))))
        .isTrue();
    world.function.table.clear();

    assertThat(apply(plan).count(Fate.CONFIRMED)).isEqualTo(1);
    assertThat(world.function.table).containsKey("e");
    assertThat(world.queue.deletedEarly).isEmpty();
  }

  @Test
  void whatThePlanFoundStoredIsLookedUpAgain() {
    world.letter("stored", 1, "k", EVENT);
    world.function.table.put("e", record().payload().sha256());
    Plan plan = plan();
    assertThat(plan.letters().get(0).records().get(0).action()).isEqualTo(Action.SKIP_STORED);
    world.function.table.clear();

    Report report = apply(plan);

    assertThat(report.result()).isEqualTo(Result.REFUSED);
    assertThat(report.notes()).singleElement().asString().contains("not in the table");
    assertThat(world.queue.ids()).containsExactly("stored");
  }

  @Test
  void aTableThatCannotBeReadKeepsWhatThePlanFoundStored() {
    world.letter("stored", 1, "k", EVENT);
    world.function.table.put("e", record().payload().sha256());
    Plan plan = plan();
    world.function.unreadable = true;

    Report report = apply(plan);

    assertThat(report.result()).isEqualTo(Result.DONE);
    assertThat(report.count(Fate.NOT_SENT)).isEqualTo(1);
    assertThat(world.queue.ids()).containsExactly("stored");
  }

  @Test
  void aPlanThatWasEditedToCallAPoisonRecordStoredDeletesNothing() {
    world.letter("poison", 1, "k", "not json");
    Plan edited = edited(plan(), record -> as(record, Action.SKIP_STORED), 1);

    apply(edited);

    assertThat(world.queue.ids()).containsExactly("poison");
  }

  @Test
  void aPlanFromWhichARecordWasTakenIsRefused() {
    world.letter("two", 1, "k", EVENT, "l", "not json");

    Report report = apply(edited(plan(), record -> record, 1));

    assertThat(report.result()).isEqualTo(Result.REFUSED);
    assertThat(report.notes()).singleElement().asString().contains("the plan does not name");
    assertThat(world.queue.ids()).containsExactly("two");
  }

  @Test
  void withoutATableNothingThatThePlanCallsStoredGoes() {
    world.letter("stored", 1, "k", EVENT);
    world.function.table.put("e", record().payload().sha256());
    Plan plan = plan();
    world.knowsTable = false;

    assertThat(apply(plan).result()).isEqualTo(Result.REFUSED);
    assertThat(world.queue.ids()).containsExactly("stored");
  }

  @Test
  void aMessageThatOutlivesItsDeletionIsProvenAndDeletedAgain() {
    AtomicInteger deletions = new AtomicInteger();
    world.queue.deletionLies = message -> deletions.getAndIncrement() == 0;
    world.letter("ghost", 1, "k", EVENT);
    Plan first = plan();
    assertThat(apply(first).messages().deleted()).isEqualTo(1);
    assertThat(world.queue.ids()).containsExactly("ghost");
    world.pause(World.LEASE.plusSeconds(1));

    Report report = apply(plan());

    assertThat(report.messages().deleted()).isEqualTo(1);
    assertThat(report.count(Fate.ALREADY_STORED)).isEqualTo(1);
    assertThat(world.queue.ids()).isEmpty();
    assertThat(world.function.deliveries).containsEntry("1", 1);
  }

  @Test
  void theSamePlanTakesAMessageThatOutlivedItsDeletionIfItSeesIt() {
    AtomicInteger deletions = new AtomicInteger();
    world.queue.deletionLies =
        message -> message.equals("ghost") && deletions.getAndIncrement() == 0;
    world.letter("ghost", 1, "k", EVENT).letter("stubborn", 2, "l", "{\"stubborn\":1}");
    world.function.stubborn = payload -> payload.contains("stubborn");
    Plan plan = plan();
    apply(plan);
    world.pause(World.LEASE.plusSeconds(1));
    world.function.stubborn = payload -> false;

    apply(plan);

    assertThat(world.queue.ids()).isEmpty();
  }

  @Test
  void aForgedMessageWithOtherBytesOfARecordIsNotDeletedForTheRealOne() {
    world.letter("real", 1, "k", EVENT);
    RecoveredRecord forged = World.record(1, "k", "{\"eventId\":\"e\",\"n\":666}");
    world.message("forged", Bodies.parked(forged), List.of(forged));
    world.queue.mayGo = message -> message.equals("real");

    apply(plan());

    assertThat(world.function.table).containsEntry("e", record().payload().sha256());
    assertThat(world.queue.deletedEarly).isEmpty();
    assertThat(world.queue.ids()).containsExactly("forged");
  }

  @Test
  void withoutATableACopyOfEachMessageIsKeptBeforeItIsDeleted() {
    world.knowsTable = false;
    world.letter("two", 1, "k", EVENT, "l", "{\"n\":2}");
    Plan plan = plan();
    assertThat(Crash.of(() -> world.apply(plan, Effects.crashBefore("LetterQueue.delete"))))
        .isTrue();
    assertThat(kept()).hasSize(1);
    world.pause(World.LEASE.plusSeconds(1));

    apply(plan);

    assertThat(world.queue.ids()).isEmpty();
    Entry.Kept copy = kept().get(0);
    assertThat(copy.message()).isEqualTo("two");
    ExportedLetter letter =
        (ExportedLetter)
            LetterReader.readFromFile(
                    io.weir.replayer.letter.Bytes.of(
                        copy.letter().getBytes(StandardCharsets.UTF_8)))
                .content();
    assertThat(letter.records()).containsExactlyElementsOf(world.records());
  }

  @Test
  void withoutATableAMessageThatCameAfterTheConfirmationIsSentAgain() {
    world.knowsTable = false;
    world.letter("first", 1, "k", EVENT);
    apply(plan());
    // A function that parks says done, stores nothing, and the record waits in a newer message.
    world.function.table.clear();
    world.message("parked-again", Bodies.parked(record()), List.of(record()));

    Report report = apply(plan());

    assertThat(report.count(Fate.CONFIRMED)).isEqualTo(1);
    assertThat(world.function.deliveries).containsEntry("1", 2);
  }

  @Test
  void withATableNoCopyIsKept() {
    world.letter("one", 1, "k", EVENT);
    apply(plan());
    assertThat(kept()).isEmpty();
  }

  @Test
  void aFunctionWhoseMappingReportsNoFailuresIsAskedOnce() {
    world.knowsTable = false;
    world.route = effects -> new LambdaRoute(world.function, "role", 10, false);
    world.function.instead = call -> new Reply.Returned("OK".getBytes(StandardCharsets.UTF_8));
    world.letter("eight", 1, "a", "1", "b", "2", "c", "3", "d", "4", "e", "5", "f", "6");
    Plan plan = edited(plan(), record -> as(record, Action.REDRIVE), 6);

    Report report = apply(plan);

    assertThat(report.count(Fate.CONFIRMED)).isEqualTo(6);
    assertThat(world.queue.ids()).isEmpty();
  }

  @Test
  void tenFailuresInARowEndARun() {
    for (int i = 1; i <= 30; i++) {
      world.letter("letter-" + i, i, "key-" + i, "{\"n\":" + i + "}");
    }
    world.function.throwsOn = payload -> true;
    RedriveLimits rules = new RedriveLimits(Ramp.NONE, 3, RedriveLimits.STOP_AFTER, World.LEASE);

    Report report = world.apply(plan(), Effects.harmless(), rules, () -> false);

    assertThat(report.result()).isEqualTo(Result.BROKEN);
    assertThat(report.count(Fate.CAME_BACK)).isEqualTo(10);
    assertThat(report.count(Fate.NOT_SENT)).isEqualTo(20);
    assertThat(world.queue.ids()).hasSize(30);
  }

  private static RecoveredRecord record() {
    return World.record(1, "k", EVENT);
  }

  private List<Entry.Kept> kept() {
    return world.entries().stream()
        .filter(Entry.Kept.class::isInstance)
        .map(Entry.Kept.class::cast)
        .toList();
  }

  /** Changes a plan as a person with an editor could, the digest included. */
  private static Plan edited(Plan plan, UnaryOperator<PlannedRecord> edit, int records) {
    List<PlannedLetter> letters =
        plan.letters().stream()
            .map(
                letter ->
                    new PlannedLetter(
                        letter.message(),
                        letter.bodyHash(),
                        letter.verdict(),
                        letter.records().stream().limit(records).map(edit).toList()))
            .toList();
    return new Plan(
        plan.version(),
        plan.plannedAt(),
        plan.plannedBy(),
        plan.code(),
        plan.queue(),
        plan.route(),
        plan.target(),
        plan.selection(),
        letters);
  }

  private static PlannedRecord as(PlannedRecord record, Action action) {
    return new PlannedRecord(
        record.record(),
        record.partitionKey(),
        record.arrivedAt(),
        record.payloadHash(),
        record.diagnosis(),
        record.cause(),
        action,
        record.why(),
        record.expected(),
        record.repair());
  }
}
