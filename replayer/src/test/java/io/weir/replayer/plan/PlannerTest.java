package io.weir.replayer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.event.StoredEvent.Likeness;
import io.weir.replayer.examine.Diagnosis;
import io.weir.replayer.examine.Examined;
import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.Ledger;
import io.weir.replayer.journal.Outcome;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.plan.PlannedRecord.Expected;
import io.weir.replayer.recover.Recovery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each diagnosis has its action, and only what is selected has any. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PlannerTest {

  private static PlannedRecord decide(Planner planner, String payload, Diagnosis diagnosis) {
    RecoveredRecord record = Given.record(1, payload);
    boolean poison = diagnosis instanceof Diagnosis.Poison;
    Examined examined =
        new Examined(
            record,
            diagnosis,
            poison
                ? Optional.empty()
                : Optional.of(new Examined.Identity("e", record.payload().sha256())));
    return planner.plan(Given.letter("m", record), List.of(examined)).records().get(0);
  }

  private static PlannedRecord decide(Diagnosis diagnosis) {
    return decide(Given.planner(), "{\"eventId\":\"e\"}", diagnosis);
  }

  private static Selection selection(Set<String> causes, Set<String> letters, Set<String> keys) {
    return new Selection(causes, letters, Set.of(), keys, Selection.Arrival.ANY);
  }

  @Test
  void whatIsStoredIsSkipped() {
    assertThat(decide(new Diagnosis.Stored()).action()).isEqualTo(Action.SKIP_STORED);
  }

  @Test
  void whatIsInConflictIsKept() {
    PlannedRecord record = decide(new Diagnosis.Conflict(Likeness.OTHER_CONTENT));
    assertThat(record.action()).isEqualTo(Action.KEEP);
    assertThat(record.why()).contains("another content is stored");
  }

  @Test
  void aConflictIsKeptEvenWhereThereIsAFilter() {
    PlannedRecord record =
        decide(
            Given.repairing("."),
            "{\"eventId\":\"e\"}",
            new Diagnosis.Conflict(Likeness.OTHER_CONTENT));
    assertThat(record.action()).isEqualTo(Action.KEEP);
  }

  @Test
  void poisonIsKeptAndSaysThatItNeedsARepair() {
    PlannedRecord record = decide(Given.planner(), "{", new Diagnosis.Poison("NOT_JSON", ""));
    assertThat(record.action()).isEqualTo(Action.KEEP);
    assertThat(record.why()).isEqualTo("NOT_JSON: needs a repair");
    assertThat(record.cause()).isEqualTo("NOT_JSON");
  }

  @Test
  void poisonIsRepairedWithItsOriginalAndItsProof() {
    PlannedRecord record =
        decide(
            Given.repairing(". + \"}\""),
            "{\"eventId\":\"e\"",
            new Diagnosis.Poison("NOT_JSON", ""));
    String repaired = "{\"eventId\":\"e\"}";
    assertThat(record.action()).isEqualTo(Action.REPAIR);
    assertThat(record.expected()).isEqualTo(new Expected("e", Given.bytes(repaired).sha256()));
    assertThat(record.repair())
        .isEqualTo(
            new PlannedRecord.Repair(
                "raw . + \"}\"",
                Given.bytes("{\"eventId\":\"e\"").base64(),
                Given.bytes(repaired).base64()));
    assertThat(record.payloadHash()).isEqualTo(Given.bytes("{\"eventId\":\"e\"").sha256());
  }

  @Test
  void aRepairThatFailsKeepsTheRecordAndSaysWhy() {
    PlannedRecord record =
        decide(Given.repairing("empty"), "{", new Diagnosis.Poison("NOT_JSON", ""));
    assertThat(record.action()).isEqualTo(Action.KEEP);
    assertThat(record.why()).contains("yields nothing");
    assertThat(record.repair()).isNull();
  }

  @Test
  void whatIsFineIsSentAsItIsWithItsProof() {
    for (Diagnosis diagnosis :
        List.of(
            new Diagnosis.Bystander(),
            new Diagnosis.Fixed("NOT_JSON"),
            new Diagnosis.Unknown("no table"))) {
      PlannedRecord record = decide(diagnosis);
      assertThat(record.action()).isEqualTo(Action.REDRIVE);
      assertThat(record.why()).isNotEmpty();
      assertThat(record.repair()).isNull();
      assertThat(record.expected())
          .isEqualTo(new Expected("e", Given.bytes("{\"eventId\":\"e\"}").sha256()));
    }
  }

  @Test
  void whatIsFineIsNotRepaired() {
    assertThat(
            decide(Given.repairing("empty"), "{\"eventId\":\"e\"}", new Diagnosis.Bystander())
                .action())
        .isEqualTo(Action.REDRIVE);
  }

  @Test
  void whatHasFailedTooOftenIsKeptUntilItIsRepaired() {
    String whole = "{\"n\":1}";
    List<Entry> failures = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      failures.add(
          new Entry.Settled(
              Given.TIME,
              "run",
              Given.name(1),
              Given.bytes(whole).sha256(),
              Outcome.CAME_BACK,
              ""));
    }
    Planner tired = planner(Selection.ALL, Ledger.of(failures), 3);
    assertThat(decide(tired, whole, new Diagnosis.Bystander()).why()).contains("failed 3 times");
    assertThat(decide(tired, whole, new Diagnosis.Bystander()).action()).isEqualTo(Action.KEEP);
    Planner patient = planner(Selection.ALL, Ledger.of(failures), 4);
    assertThat(decide(patient, whole, new Diagnosis.Bystander()).action())
        .isEqualTo(Action.REDRIVE);
    assertThat(decide(tired, "{\"n\":2}", new Diagnosis.Bystander()).action())
        .isEqualTo(Action.REDRIVE);
  }

  private static Planner planner(Selection selection, Ledger ledger, int maxAttempts) {
    return new Planner(selection, Optional.empty(), ledger, maxAttempts);
  }

  @Test
  void whatIsNotSelectedIsKept() {
    Recovery letter =
        Given.letter(
            "message-1", Given.record(1, "{}"), Given.record(2, "{"), Given.record(3, "{}"));
    List<Examined> examined = Given.examined(letter, Map.of());
    Map<Selection, List<Action>> expected =
        Map.of(
            selection(Set.of("bystander"), Set.of(), Set.of()),
            List.of(Action.REDRIVE, Action.KEEP, Action.REDRIVE),
            selection(Set.of(), Set.of(), Set.of("key-3")),
            List.of(Action.KEEP, Action.KEEP, Action.REDRIVE),
            selection(Set.of("NOT_JSON"), Set.of(), Set.of("key-3")),
            List.of(Action.KEEP, Action.KEEP, Action.KEEP),
            selection(Set.of(), Set.of("mess"), Set.of()),
            List.of(Action.REDRIVE, Action.KEEP, Action.REDRIVE),
            selection(Set.of(), Set.of("other"), Set.of()),
            List.of(Action.KEEP, Action.KEEP, Action.KEEP),
            new Selection(
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                new Selection.Arrival(Optional.of(Given.TIME.plusSeconds(3)), Optional.empty())),
            List.of(Action.KEEP, Action.KEEP, Action.REDRIVE),
            new Selection(
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                new Selection.Arrival(Optional.empty(), Optional.of(Given.TIME.plusSeconds(3)))),
            List.of(Action.REDRIVE, Action.KEEP, Action.KEEP));
    expected.forEach(
        (selection, actions) ->
            assertThat(planner(selection, Ledger.of(List.of()), 3).plan(letter, examined).records())
                .as(selection.text())
                .extracting(PlannedRecord::action)
                .containsExactlyElementsOf(actions));
  }

  @Test
  void theSameLookGivesTheSameDigestAndAnyDifferenceAnother() {
    Recovery letter = Given.letter("m", Given.record(1, "{}"), Given.record(2, "{"));
    List<Examined> examined = Given.examined(letter, Map.of());
    String digest = PlanFile.digest(plan(Given.planner().plan(letter, examined)));
    assertThat(PlanFile.digest(plan(Given.planner().plan(letter, examined)))).isEqualTo(digest);
    List<Plan> others =
        List.of(
            plan(),
            plan(Given.repairing(". + \"}\"").plan(letter, examined)),
            plan(Given.planner().plan(letter, Given.examined(letter, Map.of(Given.name(1), "x")))),
            plan(Given.planner().plan(Given.letter("n"), List.of())),
            plan(Given.planner().plan(letter, List.of(examined.get(1), examined.get(0)))));
    assertThat(others.stream().map(PlanFile::digest)).doesNotHaveDuplicates();
    assertThat(others.stream().map(PlanFile::digest)).doesNotContain(digest);
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
}
