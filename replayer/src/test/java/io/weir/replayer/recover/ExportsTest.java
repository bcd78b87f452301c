package io.weir.replayer.recover;

import static io.weir.replayer.recover.Fixture.SHARD;
import static io.weir.replayer.recover.Fixture.letter;
import static io.weir.replayer.recover.Fixture.pointer;
import static io.weir.replayer.recover.Fixture.range;
import static io.weir.replayer.recover.Fixture.sized;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.DeadLetter;
import io.weir.replayer.letter.ExportedLetter;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.ParkedRecord;
import io.weir.replayer.letter.Pointer;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.letter.UnreadableMessage;
import io.weir.replayer.recover.StreamException.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A payload that a letter carries is believed from a file, and in a queue only if it is proven. */
class ExportsTest {

  private static final RecoveryStatus WHOLE = new RecoveryStatus.Complete(0);

  private final Fixture fixture = new Fixture();
  private final Pointer pointer = pointer(range(0, 2));
  private List<RecoveredRecord> records = List.of();

  @BeforeEach
  void aBatchOfThree() {
    records = fixture.stream.put(SHARD, 3);
  }

  /** The same letter as it comes from a file: nothing has received it. */
  private static Letter inFile(DeadLetter content) {
    Letter queued = letter("m-1", content);
    return new Letter(
        queued.id(),
        Optional.empty(),
        queued.body(),
        Optional.empty(),
        Optional.empty(),
        1,
        queued.attributes(),
        content);
  }

  private static ExportedLetter exported(DeadLetter original, List<RecoveredRecord> records) {
    return new ExportedLetter(FakeStream.EPOCH, original, "COMPLETE", records);
  }

  private static Pointer carrying(Pointer pointer, List<RecoveredRecord> records) {
    return new Pointer(
        pointer.requestId(),
        pointer.functionArn(),
        pointer.condition(),
        pointer.invokeCount(),
        pointer.response(),
        pointer.timestamp(),
        pointer.range(),
        Optional.of(records));
  }

  private static ParkedRecord parked(RecoveredRecord record) {
    return new ParkedRecord(
        FakeStream.EPOCH, "NOT_JSON", "", record, Optional.of(Fixture.FUNCTION), Optional.empty());
  }

  private static RecoveredRecord forged(RecoveredRecord record) {
    return new RecoveredRecord(
        record.coordinates(),
        record.partitionKey(),
        Bytes.of("forged".getBytes(StandardCharsets.UTF_8)),
        record.arrivedAt());
  }

  private void loseAll() {
    fixture.stream.trim(SHARD, 3);
    fixture.now = FakeStream.EPOCH.plus(Duration.ofDays(2));
  }

  private void assertTakenAsItIs(Recovery recovery) {
    assertThat(recovery.verdict()).isEqualTo(WHOLE);
    assertThat(recovery.records()).isEqualTo(records);
    assertThat(recovery.expiry().leavesStream()).isEmpty();
    assertThat(fixture.stream.calls()).isEmpty();
  }

  private void assertReadFromTheStream(Recovery recovery) {
    assertThat(recovery.verdict()).isEqualTo(WHOLE);
    assertThat(recovery.records()).isEqualTo(records);
    assertThat(recovery.expiry().leavesStream()).isPresent();
    assertThat(fixture.stream.calls()).contains("GetRecords");
  }

  private static void assertNotBelieved(Recovery recovery) {
    assertThat(recovery.verdict())
        .isInstanceOfSatisfying(
            RecoveryStatus.Refused.class, it -> assertThat(it.detail()).contains("--journal"));
    assertThat(recovery.records()).isEmpty();
  }

  @Test
  void anExportInAFileIsTakenAsItIs() {
    assertTakenAsItIs(fixture.recover(inFile(exported(pointer, records))));
    assertTakenAsItIs(fixture.recover(inFile(carrying(pointer, records))));
  }

  @Test
  void anExportInAQueueIsTakenAsItIsIfTheJournalHoldsIt() {
    Letter letter = letter("m-1", exported(pointer, records));
    fixture.archive = letter.body()::equals;
    assertTakenAsItIs(fixture.recover(letter));
  }

  @Test
  void anExportInAQueueIsHeldAgainstTheStream() {
    assertReadFromTheStream(fixture.recover(letter("m-1", exported(pointer, records))));
    assertNotBelieved(
        fixture.recover(
            letter(
                "m-1",
                exported(
                    pointer, List.of(records.get(0), forged(records.get(1)), records.get(2))))));
  }

  @Test
  void anExportInAQueueIsNotBelievedOnceTheStreamHasForgotten() {
    loseAll();
    assertNotBelieved(fixture.recover(letter("m-1", exported(pointer, records))));
  }

  @Test
  void anExportInAQueueIsNotRefusedBecauseTheStreamCannotBeReadNow() {
    fixture.stream.fault =
        call -> {
          throw new StreamException(Kind.FAILED, "no network");
        };
    assertThat(fixture.recover(letter("m-1", exported(pointer, records))).verdict())
        .isEqualTo(new RecoveryStatus.Unreadable("no network"));
  }

  @Test
  void anExportWithoutAPointerIsNotBelievedInAQueueButInAFile() {
    ExportedLetter one = exported(parked(records.get(0)), records.subList(0, 1));
    assertNotBelieved(fixture.recover(letter("m-1", one)));
    assertThat(fixture.recover(inFile(one)).records()).isEqualTo(records.subList(0, 1));
    fixture.archive = line -> true;
    assertThat(fixture.recover(letter("m-1", one)).verdict()).isEqualTo(WHOLE);
    assertThat(fixture.stream.calls()).isEmpty();
  }

  @Test
  void anExportOfAStreamThatWasNotNamedIsRefusedThoughItIsBelieved() {
    ExportedLetter one = exported(parked(records.get(0)), records.subList(0, 1));
    fixture.trust = new Trust(Set.of(), Set.of(Fixture.FUNCTION));
    for (DeadLetter content : List.of(one, exported(pointer, records), parked(records.get(0)))) {
      assertThat(fixture.recover(inFile(content)).verdict())
          .isInstanceOf(RecoveryStatus.Refused.class);
    }
  }

  @Test
  void whereNothingWasNamedALetterThatHoldsItsRecordsIsShown() {
    fixture.trust = new Trust(Set.of(), Set.of());
    assertThat(fixture.recover(inFile(exported(pointer, records))).verdict()).isEqualTo(WHOLE);
    assertThat(fixture.recover(letter("m-1", parked(records.get(0)))).records())
        .containsExactly(records.get(0));
    assertThat(fixture.recover(letter("m-1", exported(pointer, records))).verdict())
        .isInstanceOf(RecoveryStatus.Refused.class);
  }

  @Test
  void anExportWithoutRecordsIsWhatItsOriginalIs() {
    for (boolean queued : List.of(true, false)) {
      assertReadFromTheStream(fixture.recover(of(queued, exported(pointer, List.of()))));
      assertThat(fixture.recover(of(queued, exported(parked(records.get(1)), List.of()))).records())
          .containsExactly(records.get(1));
      UnreadableMessage alien =
          new UnreadableMessage(UnreadableMessage.Kind.NOT_JSON, "not one whole JSON object");
      assertThat(fixture.recover(of(queued, exported(alien, List.of()))).verdict())
          .isEqualTo(new RecoveryStatus.Malformed("NOT_JSON: not one whole JSON object"));
    }
  }

  private static Letter of(boolean queued, DeadLetter content) {
    return queued ? letter("m-1", content) : inFile(content);
  }

  @Test
  void aPayloadThatAPointerInAQueueCarriesIsIgnored() {
    List<RecoveredRecord> forged = records.stream().map(ExportsTest::forged).toList();
    assertReadFromTheStream(fixture.recover(letter("m-1", carrying(pointer, forged))));
    loseAll();
    assertThat(fixture.recover(letter("m-1", carrying(pointer, records))).verdict())
        .isInstanceOf(RecoveryStatus.Expired.class);
  }

  @Test
  void whatALetterCarriesMustBeItsRangeInOrderAndEachOnce() {
    for (List<RecoveredRecord> wrong :
        List.of(
            List.of(records.get(1), records.get(0), records.get(2)),
            List.of(records.get(0), records.get(1), records.get(1), records.get(2)),
            List.<RecoveredRecord>of())) {
      assertThat(fixture.recover(inFile(carrying(pointer, wrong))).verdict())
          .isInstanceOf(RecoveryStatus.Malformed.class);
    }
    assertThat(fixture.recover(inFile(carrying(pointer, records.subList(1, 3)))).verdict())
        .isInstanceOf(RecoveryStatus.Partial.class);
  }

  @Test
  void aBatchThatIsTooLargeIsRefusedThoughItIsCarried() {
    Pointer large = pointer(sized(range(0, 2), 10_001));
    assertThat(fixture.recover(inFile(carrying(large, records))).verdict())
        .isInstanceOf(RecoveryStatus.Refused.class);
  }

  @Test
  void eachLetterIsToldOnceAndLeavesTheQueueInItsTime() throws InterruptedException {
    Letter queued = letter("m-1", pointer);
    Letter sent =
        new Letter(
            "m-2",
            queued.receipt(),
            queued.body(),
            Optional.of(FakeStream.EPOCH),
            Optional.empty(),
            1,
            queued.attributes(),
            pointer);
    AtomicInteger told = new AtomicInteger();

    List<Recovery> recoveries =
        fixture
            .recoverer()
            .recover(
                List.of(queued, sent, letter("m-3", parked(records.get(0)))),
                Optional.of(Duration.ofDays(4)),
                told::incrementAndGet);

    assertThat(told).hasValue(3);
    assertThat(recoveries)
        .extracting(recovery -> recovery.expiry().leavesQueue())
        .containsExactly(
            Optional.empty(),
            Optional.of(FakeStream.EPOCH.plus(Duration.ofDays(4))),
            Optional.empty());
    assertThat(fixture.recoverAll(List.of(sent)).get(0).expiry().leavesQueue())
        .as("of a queue that keeps for an unknown time")
        .isEmpty();
  }
}
