package io.weir.chaos.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.event.EventSettings;
import io.weir.replayer.examine.Diagnosis;
import io.weir.replayer.examine.Examined;
import io.weir.replayer.examine.Judge;
import io.weir.replayer.journal.Ledger;
import io.weir.replayer.letter.Attributes;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Coordinates;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.letter.SequenceNumber;
import io.weir.replayer.letter.StreamArn;
import io.weir.replayer.letter.UnreadableMessage;
import io.weir.replayer.plan.PlannedRecord;
import io.weir.replayer.plan.Planner;
import io.weir.replayer.plan.Repairs;
import io.weir.replayer.plan.Selection;
import io.weir.replayer.plan.repair.Fix;
import io.weir.replayer.recover.Recovery;
import io.weir.replayer.recover.Recovery.Expiry;
import io.weir.replayer.recover.RecoveryStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each filter does to its own kind of damage what is expected of it, and to others nothing. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class DamagesTest {

  private static final StreamArn STREAM = StreamArn.parse(StreamService.ARN).orElseThrow();
  private static final long SEED = Long.getLong("weir.seed", 20_261_130L);
  private static final int DRAWS = 12;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Map<Damage, Planner> planners = new HashMap<>();

  private Change draw(Damage damage, int number) {
    Optional<String> id = number % 2 == 0 ? Optional.of("e-" + number) : Optional.empty();
    return damage.maker().apply(new Draw(random, damage.name(), number, id));
  }

  private static RecoveredRecord record(byte[] payload) {
    return new RecoveredRecord(
        new Coordinates(STREAM, "shardId-000000000000", SequenceNumber.of("77")),
        "key-1",
        Bytes.of(payload),
        Instant.EPOCH);
  }

  private PlannedRecord planned(Damage damage, byte[] payload) {
    Planner planner =
        planners.computeIfAbsent(
            damage,
            it ->
                new Planner(
                    Selection.ALL,
                    Optional.of(
                        new Repairs(
                            Fix.compile(it.filter().text(), it.filter().raw()),
                            it.filter().newIdentity())),
                    Ledger.of(List.of()),
                    3));
    RecoveredRecord record = record(payload);
    Letter letter =
        new Letter(
            "m-1",
            Optional.empty(),
            Bytes.of(new byte[] {1}),
            Optional.empty(),
            Optional.empty(),
            1,
            Attributes.NONE,
            new UnreadableMessage(UnreadableMessage.Kind.EMPTY, "made by a test"));
    Diagnosis poison = new Diagnosis.Poison("NOT_JSON", "made by a test");
    return planner
        .plan(
            new Recovery(letter, new RecoveryStatus.Complete(0), List.of(record), Expiry.UNKNOWN),
            List.of(new Examined(record, poison, Optional.empty())))
        .records()
        .get(0);
  }

  private static @Nullable String repaired(PlannedRecord record) {
    return record.repair() == null
        ? null
        : new String(
            Base64.getDecoder().decode(record.repair().repaired()), StandardCharsets.UTF_8);
  }

  @Test
  void noKindHasTheNameOfAnother() {
    assertThat(Damages.ALL).extracting(Damage::name).doesNotHaveDuplicates();
  }

  @Test
  void whatADamagedPayloadIsNeedsARepair() {
    for (Damage damage : Damages.ALL) {
      for (int i = 0; i < DRAWS; i++) {
        Change change = draw(damage, i);
        assertThat(
                new Judge(EventSettings.DEFAULT)
                    .event(record(change.before()), Bytes.of(change.before())))
            .as(damage.name())
            .isEmpty();
      }
    }
  }

  @Test
  void eachFilterDoesWhatIsExpectedOfIt() {
    for (Damage damage : Damages.ALL) {
      for (int i = 0; i < DRAWS; i++) {
        Change change = draw(damage, i);
        PlannedRecord planned = planned(damage, change.before());
        String what = damage.name() + ", seed " + SEED + ": " + planned.why();
        if (change.isRefused()) {
          assertThat(damage.told()).as(what).isNotEmpty();
          assertThat(repaired(planned)).as(what).isNull();
          assertThat(planned.why()).as(what).contains(damage.told());
        } else {
          assertThat(repaired(planned)).as(what).isEqualTo(change.after());
        }
      }
    }
  }

  @Test
  void noFilterRepairsAnotherKind() {
    List<byte[]> payloads = new ArrayList<>();
    Damages.ALL.forEach(damage -> payloads.add(draw(damage, 3).before()));
    payloads.add(Draw.bytes("{\"n\":1"));
    payloads.add(Draw.bytes("{\"eventId\":7.5}"));
    for (int i = 0; i < Damages.ALL.size(); i++) {
      for (int j = 0; j < payloads.size(); j++) {
        if (i != j) {
          Damage damage = Damages.ALL.get(i);
          assertThat(repaired(planned(damage, payloads.get(j)))).as(damage.name()).isNull();
        }
      }
    }
  }
}
