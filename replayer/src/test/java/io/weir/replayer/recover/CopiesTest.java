package io.weir.replayer.recover;

import static io.weir.replayer.recover.Fixture.SHARD;
import static io.weir.replayer.recover.Fixture.letter;
import static io.weir.replayer.recover.Fixture.pointer;
import static io.weir.replayer.recover.Fixture.range;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.letter.ExportedLetter;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.Pointer;
import io.weir.replayer.letter.RecoveredRecord;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the stream has forgotten, and a rescue has kept. */
class CopiesTest {

  private static final int ALL = 6;

  private final Fixture fixture = new Fixture();
  private final Pointer pointer = pointer(range(0, ALL - 1));
  private final Letter letter = letter("m-1", pointer);
  private List<RecoveredRecord> records = List.of();

  @BeforeEach
  void aBatch() {
    records = fixture.stream.put(SHARD, ALL);
  }

  private void forget(int first) {
    fixture.stream.trim(SHARD, first);
    fixture.now = FakeStream.EPOCH.plus(fixture.stream.retention).plusSeconds(ALL);
  }

  private static void withoutRetention(String call) throws StreamException {
    if (call.equals("DescribeStreamSummary")) {
      throw new StreamException(StreamException.Kind.FAILED, "access denied");
    }
  }

  private static Optional<ExportedLetter> copy(Pointer of, List<RecoveredRecord> records) {
    return Optional.of(new ExportedLetter(FakeStream.EPOCH, of, "COMPLETE", records));
  }

  @Test
  void whatHasExpiredIsTakenFromItsCopy() {
    forget(ALL);
    fixture.copies = asked -> copy(pointer, records);

    Recovery recovery = fixture.recover(letter);

    assertThat(recovery.verdict()).isEqualTo(new RecoveryStatus.Complete(0));
    assertThat(recovery.records()).isEqualTo(records);
    assertThat(recovery.expiry().leavesStream()).as("it is safe").isEmpty();
  }

  @Test
  void whatHasExpiredInPartIsWholeAgain() {
    forget(2);
    fixture.copies = asked -> copy(pointer, records);
    assertThat(fixture.recover(letter).records()).isEqualTo(records);
  }

  @Test
  void aCopyThatHasNothingMoreThanTheStreamIsNotTaken() {
    forget(2);
    fixture.copies = asked -> copy(pointer, records.subList(3, ALL));
    Recovery recovery = fixture.recover(letter);
    assertThat(recovery.records()).isEqualTo(records.subList(2, ALL));
    assertThat(recovery.expiry().leavesStream()).isPresent();
  }

  @Test
  void whatTheStreamAndACopyHaveIsTakenTogether() {
    forget(2);
    fixture.copies = asked -> copy(pointer, records.subList(0, 2));
    assertThat(fixture.recover(letter).verdict()).isEqualTo(new RecoveryStatus.Complete(0));
    assertThat(fixture.recover(letter).records()).isEqualTo(records);
    fixture.copies = asked -> copy(pointer, records.subList(0, 1));
    assertThat(fixture.recover(letter).records()).hasSize(ALL - 1);
  }

  @Test
  void aCopyWithRecordsOutsideItsRangeIsNotBelieved() {
    List<RecoveredRecord> more = fixture.stream.put(SHARD, 1);
    forget(ALL);
    fixture.copies = asked -> copy(pointer, more);
    assertThat(fixture.recover(letter).verdict()).isInstanceOf(RecoveryStatus.Expired.class);
  }

  @Test
  void aCopyThatCannotBeReadDoesNotCountAsNone() {
    forget(ALL);
    fixture.copies =
        asked -> {
          throw new IOException("access denied");
        };
    assertThat(fixture.recover(letter).verdict())
        .isEqualTo(new RecoveryStatus.Unreadable("access denied"));
  }

  @Test
  void noCopyIsAskedForWhereTheStreamHasAll() {
    fixture.copies =
        asked -> {
          throw new IOException("asked");
        };
    assertThat(fixture.recover(letter).verdict()).isEqualTo(new RecoveryStatus.Complete(0));
  }

  @Test
  void aWholeCopyHelpsWhereTheRetentionCannotBeRead() {
    fixture.stream.trim(SHARD, ALL);
    fixture.stream.fault = CopiesTest::withoutRetention;
    fixture.copies = asked -> copy(pointer, records);
    assertThat(fixture.recover(letter).records()).isEqualTo(records);
  }

  @Test
  void aCopyInPartSaysNothingOfAStreamThatCannotBeRead() {
    fixture.stream.trim(SHARD, ALL);
    fixture.stream.fault = CopiesTest::withoutRetention;
    fixture.copies = asked -> copy(pointer, records.subList(0, 1));
    assertThat(fixture.recover(letter).verdict()).isInstanceOf(RecoveryStatus.Unreadable.class);
  }

  @Test
  void nobodyVouchesForACopyOfWhatIsRefused() {
    fixture.trust = new Trust(java.util.Set.of(), java.util.Set.of("another"));
    fixture.copies = asked -> copy(pointer, records);
    assertThat(fixture.recover(letter).verdict()).isInstanceOf(RecoveryStatus.Refused.class);
  }
}
