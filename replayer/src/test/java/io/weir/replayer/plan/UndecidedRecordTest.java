package io.weir.replayer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.event.Decoded;
import io.weir.event.Decoder;
import io.weir.event.EventDecoder;
import io.weir.event.EventSettings;
import io.weir.event.Part;
import io.weir.event.StreamRecord;
import io.weir.replayer.examine.Diagnosis;
import io.weir.replayer.examine.Examined;
import io.weir.replayer.examine.Judge;
import io.weir.replayer.journal.Ledger;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.plan.repair.Fix;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A record that the decoder itself fails on stays where it is. */
class UndecidedRecordTest {

  private static final Judge PLANTED =
      new Judge(
          new Decoder() {
            private final Decoder decoder = new EventDecoder(EventSettings.DEFAULT);

            @Override
            public List<Part> parts(StreamRecord record) {
              return decoder.parts(record);
            }

            @Override
            public Decoded judge(Part part) {
              ByteBuffer payload = part.record().payload().duplicate();
              if (StandardCharsets.UTF_8.decode(payload).toString().contains("planted")) {
                throw new IllegalStateException("planted");
              }
              return decoder.judge(part);
            }
          },
          EventSettings.DEFAULT.identity());

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
    return Optional.of(new Repairs(Fix.compile(filter, false)).judgedBy(PLANTED));
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
        1,
        Given.TIME,
        "me",
        "replayer",
        "queue",
        Plan.Via.lambda,
        new Plan.Target(List.of(), List.of(), "", "", Map.of()),
        "all",
        List.of(new PlannedLetter("m", "hash", "COMPLETE", List.of(record))));
  }
}
