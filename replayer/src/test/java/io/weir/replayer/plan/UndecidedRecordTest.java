package io.weir.replayer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.event.EventDecoder;
import io.weir.replayer.examine.Diagnosis;
import io.weir.replayer.examine.Examined;
import io.weir.replayer.examine.Judge;
import io.weir.replayer.journal.Ledger;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.plan.repair.Fix;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A record that the decoder itself fails on stays where it is. */
class UndecidedRecordTest {

  private static final Judge PLANTED =
      new Judge(
          record -> {
            String text = StandardCharsets.UTF_8.decode(record.payload().duplicate()).toString();
            if (text.contains("planted")) {
              throw new IllegalStateException("planted");
            }
            return new EventDecoder().decode(record);
          });

  private final RecoveredRecord record = Given.record(1, "{\"a\":\"planted\"}");

  private PlannedRecord planned(Optional<Repairs> repairs) {
    Planner planner = new Planner(Selection.ALL, repairs, Ledger.of(List.of()), 3);
    Diagnosis undecided = new Diagnosis.Undecided("the decoder failed on it");
    return planner
        .plan(Given.letter("m", record), List.of(new Examined(record, undecided, Optional.empty())))
        .records()
        .get(0);
  }

  private static Optional<Repairs> by(String filter) {
    return Optional.of(new Repairs(Fix.compile(filter, false), Optional.empty(), PLANTED));
  }

  @Test
  void aRecordThatTheDecoderFailedOnIsKeptAndCounted() {
    PlannedRecord kept = planned(Optional.empty());

    assertThat(kept.action()).isEqualTo(Action.KEEP);
    assertThat(kept.why()).isEqualTo("the decoder failed on it");
    assertThat(plan(kept).undecided()).isEqualTo(1);
  }

  @Test
  void aRepairThatTheDecoderFailsOnIsNoRepair() {
    PlannedRecord kept = planned(by("."));

    assertThat(kept.action()).isEqualTo(Action.KEEP);
    assertThat(kept.why()).startsWith("repaired, but the decoder failed on it");
  }

  @Test
  void aRepairThatTheDecoderTakesGoes() {
    PlannedRecord repaired = planned(by(".a = 1"));

    assertThat(repaired.action()).isEqualTo(Action.REPAIR);
    assertThat(plan(repaired).undecided()).isZero();
  }

  private static Plan plan(PlannedRecord record) {
    return new Plan(
        Plan.VERSION,
        Given.TIME,
        "me",
        "replayer",
        "queue",
        Plan.Via.lambda,
        new Plan.Target(List.of(), List.of(), "", ""),
        "all",
        List.of(new PlannedLetter("m", "hash", "COMPLETE", List.of(record))));
  }
}
