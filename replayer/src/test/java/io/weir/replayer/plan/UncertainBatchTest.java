package io.weir.replayer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.examine.Diagnosis;
import io.weir.replayer.examine.Examined;
import io.weir.replayer.journal.Ledger;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.recover.Recovery;
import io.weir.replayer.recover.Recovery.Expiry;
import io.weir.replayer.recover.RecoveryStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Of a range that holds more than its batch had, only what the batch had for sure is sent. */
class UncertainBatchTest {

  private static final Diagnosis FINE = new Diagnosis.Bystander();
  private static final Diagnosis PROVEN = new Diagnosis.Filtered(true);
  private static final Diagnosis DOUBTFUL = new Diagnosis.Filtered(false);

  private static List<PlannedRecord> planned(
      boolean beyondBatch, RecoveryStatus verdict, Diagnosis... diagnoses) {
    List<Examined> examined = new ArrayList<>();
    for (Diagnosis diagnosis : diagnoses) {
      examined.add(
          new Examined(
              Given.record(1 + examined.size(), "{\"eventId\":\"e\"}"),
              diagnosis,
              Optional.of(new Examined.Identity("e", "hash"))));
    }
    Recovery recovery =
        new Recovery(
            Given.letter("m").letter(),
            verdict,
            examined.stream().map(Examined::record).toList(),
            Expiry.UNKNOWN);
    Planner planner =
        new Planner(Selection.ALL, Optional.empty(), Ledger.of(List.of()), 3, beyondBatch);
    return planner.plan(recovery, examined).records();
  }

  private static List<Action> actions(
      boolean beyondBatch, RecoveryStatus verdict, Diagnosis... diagnoses) {
    return planned(beyondBatch, verdict, diagnoses).stream().map(PlannedRecord::action).toList();
  }

  @Test
  void theFirstAndTheLastGoAndTheOthersAreKept() {
    List<PlannedRecord> records =
        planned(false, new RecoveryStatus.Complete(1), FINE, FINE, FINE, FINE);

    assertThat(records)
        .extracting(PlannedRecord::action)
        .containsExactly(Action.REDRIVE, Action.KEEP, Action.KEEP, Action.REDRIVE);
    assertThat(records.get(1).why()).contains("more records than the batch had");
    assertThat(records.get(1).expected()).isNull();
  }

  @Test
  void ofARecordOfSeveralEventsAllGoWithTheFirstAndTheLast() {
    List<RecoveredRecord> records =
        List.of(Given.record(1, "{}"), Given.record(2, "{}"), Given.record(3, "{}"));
    List<Examined> events = new ArrayList<>();
    for (RecoveredRecord record : records) {
      for (String place : List.of("#0", "#1")) {
        RecoveredRecord event =
            new RecoveredRecord(
                record.coordinates().at(place),
                record.partitionKey(),
                record.payload(),
                record.arrivedAt());
        events.add(new Examined(event, FINE, Optional.of(new Examined.Identity(place, "hash"))));
      }
    }
    Recovery recovery =
        new Recovery(
            Given.letter("m").letter(), new RecoveryStatus.Complete(1), records, Expiry.UNKNOWN);

    assertThat(
            new Planner(Selection.ALL, Optional.empty(), Ledger.of(List.of()), 3, false)
                .plan(recovery, events)
                .records())
        .extracting(PlannedRecord::action)
        .containsExactly(
            Action.REDRIVE,
            Action.REDRIVE,
            Action.KEEP,
            Action.KEEP,
            Action.REDRIVE,
            Action.REDRIVE);
  }

  @Test
  void whatIsNotSentAnywayKeepsItsOwnReason() {
    List<PlannedRecord> records =
        planned(
            false,
            new RecoveryStatus.Complete(1),
            FINE,
            new Diagnosis.Stored(),
            new Diagnosis.Poison("NOT_JSON", ""),
            FINE);

    assertThat(records)
        .extracting(PlannedRecord::why)
        .containsSubsequence("in the table already", "NOT_JSON: needs a repair");
  }

  @Test
  void allGoWhereTheRangeIsTheBatchOrATableTakesEachEventOnce() {
    List<Action> all = List.of(Action.REDRIVE, Action.REDRIVE, Action.REDRIVE);
    assertThat(actions(false, new RecoveryStatus.Complete(0), FINE, FINE, FINE)).isEqualTo(all);
    assertThat(actions(true, new RecoveryStatus.Complete(1), FINE, FINE, FINE)).isEqualTo(all);
  }

  @Test
  void whatAProvenFilterLeavesIsTheBatch() {
    assertThat(actions(false, new RecoveryStatus.Complete(1), FINE, PROVEN, FINE, FINE))
        .containsExactly(Action.REDRIVE, Action.SKIP_FILTERED, Action.REDRIVE, Action.REDRIVE);
  }

  @Test
  void whatAFilterInDoubtDropsIsKeptAndTheRestIsNotKnownToBeTheBatch() {
    List<PlannedRecord> records =
        planned(false, new RecoveryStatus.Complete(2), FINE, DOUBTFUL, FINE, FINE);

    assertThat(records)
        .extracting(PlannedRecord::action)
        .containsExactly(Action.REDRIVE, Action.KEEP, Action.KEEP, Action.REDRIVE);
    assertThat(records.get(1).why()).isEqualTo("today's filter of the mapping drops it");
  }
}
