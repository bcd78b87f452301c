package io.weir.local.demo;

import static io.weir.local.demo.AcceptedRecord.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.local.demo.DeadLetters.Range;
import io.weir.local.demo.PlannedRecord.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The tour's judgement: it must see a loss, or it proves nothing. */
class TallyTest {

  private static final AcceptedRecord GOOD = accepted(Kind.GOOD, "1", "{\"n\":1}", "id-1");
  private static final AcceptedRecord BAD = accepted(Kind.MALFORMED, "2", "{", "");
  private static final List<AcceptedRecord> BOTH = List.of(GOOD, BAD);
  private static final Map<String, String> GOOD_STORED = Map.of("id-1", GOOD.contentHash());
  private static final Map<String, String> BAD_READABLE = Map.of("shard/2", BAD.contentHash());
  private static final DeadLetters POINTER =
      new DeadLetters(List.of(new Range("shard", "2", "2")), Map.of(), 0, List.of());
  private static final DeadLetters NOTHING = new DeadLetters(List.of(), Map.of(), 0, List.of());

  @Test
  void holdsWhenEveryRecordIsInOnePlace() {
    Tally tally = Tally.of(BOTH, new Items(GOOD_STORED, 0), POINTER, BAD_READABLE, Map.of());

    assertThat(tally.stored()).isEqualTo(1);
    assertThat(tally.waiting()).isEqualTo(1);
    assertThat(tally.holds()).isTrue();
  }

  @Test
  void aRecordThatIsNowhereIsLost() {
    Tally tally = Tally.of(BOTH, new Items(Map.of(), 0), POINTER, BAD_READABLE, Map.of());

    assertThat(tally.lost()).isEqualTo(1);
    assertThat(tally.holds()).isFalse();
  }

  @Test
  void aPointerToBytesThatCannotBeReadIsALoss() {
    Tally tally = Tally.of(BOTH, new Items(GOOD_STORED, 0), POINTER, Map.of(), Map.of());

    assertThat(tally.lost()).isEqualTo(1);
  }

  @Test
  void otherBytesInTheTableAreALoss() {
    Tally tally =
        Tally.of(
            BOTH, new Items(Map.of("id-1", BAD.contentHash()), 0), POINTER, BAD_READABLE, Map.of());

    assertThat(tally.lost()).isEqualTo(1);
    assertThat(tally.unexpected()).isEqualTo(1);
  }

  @Test
  void aParkedRecordWaitsIfItsBytesAreTheSame() {
    DeadLetters parked =
        new DeadLetters(List.of(), Map.of("shard/2", BAD.contentHash()), 1, List.of());
    DeadLetters altered =
        new DeadLetters(List.of(), Map.of("shard/2", GOOD.contentHash()), 1, List.of());

    assertThat(Tally.of(BOTH, new Items(GOOD_STORED, 0), parked, Map.of(), Map.of()).holds())
        .isTrue();
    assertThat(Tally.of(BOTH, new Items(GOOD_STORED, 0), altered, Map.of(), Map.of()).lost())
        .isEqualTo(1);
  }

  @Test
  void aMalformedRecordInTheTableIsUnexpected() {
    AcceptedRecord stored = accepted(Kind.MALFORMED, "3", "[]", "id-3");

    Tally tally =
        Tally.of(
            List.of(stored),
            new Items(Map.of("id-3", stored.contentHash()), 0),
            NOTHING,
            Map.of(),
            Map.of());

    assertThat(tally.unexpected()).isEqualTo(1);
    assertThat(tally.holds()).isFalse();
  }

  @Test
  void aRepairedRecordIsStoredIfItsBytesAreTheRepairs() {
    AcceptedRecord bad = accepted(Kind.MALFORMED, "2", "{", "");
    Map<String, String> repaired =
        Map.of(bad.eventId(), sha256("{\"malformed\":\"{\"}".getBytes(StandardCharsets.UTF_8)));
    Map<String, String> altered = Map.of(bad.eventId(), GOOD.contentHash());

    assertThat(Tally.of(List.of(bad), new Items(repaired, 0), NOTHING, Map.of(), Map.of()))
        .returns(1, Tally::stored)
        .returns(true, Tally::holds);
    assertThat(Tally.of(List.of(bad), new Items(altered, 0), NOTHING, Map.of(), Map.of()))
        .returns(1, Tally::lost)
        .returns(1, Tally::unexpected);
  }

  @Test
  void aDiscardedRecordNeedsItsBytesInTheArchive() {
    Map<String, String> archived = Map.of("shard/2", BAD.contentHash());
    Map<String, String> altered = Map.of("shard/2", GOOD.contentHash());

    assertThat(Tally.of(List.of(BAD), new Items(Map.of(), 0), NOTHING, Map.of(), archived))
        .returns(1, Tally::discarded)
        .returns(true, Tally::holds);
    assertThat(Tally.of(List.of(BAD), new Items(Map.of(), 0), NOTHING, Map.of(), altered))
        .returns(1, Tally::lost);
  }

  @Test
  void aRowThatNobodyPutIsUnexpected() {
    Tally tally = Tally.of(List.of(), new Items(GOOD_STORED, 0), NOTHING, Map.of(), Map.of());

    assertThat(tally.unexpected()).isEqualTo(1);
  }

  @Test
  void twoRowsOfOneOriginAreADuplicate() {
    Tally tally = Tally.of(BOTH, new Items(GOOD_STORED, 1), POINTER, BAD_READABLE, Map.of());

    assertThat(tally.duplicated()).isEqualTo(1);
    assertThat(tally.holds()).isFalse();
  }

  private static AcceptedRecord accepted(Kind kind, String number, String payload, String id) {
    Optional<String> eventId = Optional.of(id).filter(it -> !it.isEmpty());
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    return new AcceptedRecord(
        new PlannedRecord(kind, "device", bytes, eventId), "stream", "shard", number);
  }
}
