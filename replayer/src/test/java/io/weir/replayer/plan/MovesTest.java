package io.weir.replayer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.Ledger;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.recover.Recovery;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A record that was put into its stream again, and came back, is sent from where it came back. */
class MovesTest {

  private static final RecoveredRecord FORMER = Given.record(1, "{\"n\":1}");
  private static final RecoveredRecord NEWER = Given.record(5, "{\"n\":1,\"tag\":1}");

  private static Ledger resent(RecoveredRecord sent, RecoveredRecord as) {
    return Ledger.of(
        List.of(
            new Entry.Resent(
                Given.TIME,
                "run",
                FORMER.coordinates().toString(),
                sent.payload().sha256(),
                as.coordinates().toString(),
                as.payload().sha256())));
  }

  private static List<PlannedRecord> checked(Ledger ledger, RecoveredRecord... records) {
    Recovery letter = Given.letter("m", records);
    PlannedLetter planned = Given.planner().plan(letter, Given.examined(letter, Map.of()));
    return new Moves(ledger).check(List.of(planned)).get(0).records();
  }

  private static List<Action> actions(Ledger ledger, RecoveredRecord... records) {
    return checked(ledger, records).stream().map(PlannedRecord::action).toList();
  }

  @Test
  void whatANewerMessageOfThePlanHoldsIsLeftToIt() {
    List<PlannedRecord> records = checked(resent(FORMER, NEWER), FORMER, NEWER);

    assertThat(records)
        .extracting(PlannedRecord::action)
        .containsExactly(Action.SKIP_MOVED, Action.REDRIVE);
    assertThat(records.get(0).why()).contains("in a newer message");
    assertThat(records.get(0).expected()).isNull();
  }

  @Test
  void whatWasNotPutAgainIsSentThoughThePlanHoldsItsTwin() {
    assertThat(actions(Ledger.of(List.of()), FORMER, NEWER))
        .containsExactly(Action.REDRIVE, Action.REDRIVE);
  }

  @Test
  void whatCameBackInNoMessageOfThePlanIsSentFromWhereItIs() {
    assertThat(actions(resent(FORMER, NEWER), FORMER)).containsExactly(Action.REDRIVE);
  }

  @Test
  void whatWasPutAgainWithAnotherPayloadIsNotTheSame() {
    RecoveredRecord repaired = Given.record(1, "{\"n\":2}");
    assertThat(actions(resent(repaired, NEWER), FORMER, NEWER))
        .containsExactly(Action.REDRIVE, Action.REDRIVE);
    assertThat(actions(resent(FORMER, Given.record(5, "{\"n\":3}")), FORMER, NEWER))
        .containsExactly(Action.REDRIVE, Action.REDRIVE);
  }

  @Test
  void whatIsKeptAnywayStaysKept() {
    RecoveredRecord broken = Given.record(1, "{");
    assertThat(actions(resent(broken, NEWER), broken, NEWER))
        .containsExactly(Action.KEEP, Action.REDRIVE);
  }
}
