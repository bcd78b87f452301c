package io.weir.replayer.examine;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.event.Origin;
import io.weir.event.OriginTag;
import io.weir.replayer.letter.Attributes;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Coordinates;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.letter.SequenceNumber;
import io.weir.replayer.letter.StreamArn;
import io.weir.replayer.letter.UnreadableMessage;
import io.weir.replayer.recover.Recovery;
import io.weir.replayer.recover.Recovery.Expiry;
import io.weir.replayer.recover.RecoveryStatus;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Counts add up, whatever the letters share. */
class SummaryTest {

  private static final String SHARD = "shardId-000000000000";
  private static final StreamArn STREAM =
      StreamArn.parse("arn:aws:kinesis:us-east-1:123456789012:stream/orders").orElseThrow();

  private final Summary summary = new Summary();

  private static Examined record(int number, Bytes payload) {
    Coordinates at = new Coordinates(STREAM, SHARD, SequenceNumber.of("" + number));
    return new Examined(
        new RecoveredRecord(at, "key", payload, Instant.EPOCH),
        new Diagnosis.Bystander(),
        Optional.empty());
  }

  private static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private void letter(String id, RecoveryStatus verdict, Examined... records) {
    Letter letter =
        new Letter(
            id,
            Optional.empty(),
            bytes(id),
            Optional.empty(),
            Optional.empty(),
            0,
            Attributes.NONE,
            new UnreadableMessage(UnreadableMessage.Kind.EMPTY, "made by a test"));
    List<RecoveredRecord> recovered = Arrays.stream(records).map(Examined::record).toList();
    summary.add(
        new ExaminedLetter(
            new Recovery(letter, verdict, recovered, Expiry.UNKNOWN), List.of(records)));
  }

  @Test
  void poisonIsGroupedByThePackingThatItsDetailNames() {
    Diagnosis.Poison zstd = new Diagnosis.Poison("NOT_UTF8", "Zstandard: no UTF-8 at byte 0");
    Diagnosis.Poison plain = new Diagnosis.Poison("NOT_UTF8", "no UTF-8 at byte 0");

    assertThat(Summary.cause(zstd)).isEqualTo("POISON NOT_UTF8 ZSTD");
    assertThat(Summary.cause(plain)).isEqualTo("POISON NOT_UTF8");
    assertThat(Causes.isOne("poison not_utf8 zstd")).isTrue();
  }

  @Test
  void aRecordThatTwoLettersHoldCountsOnce() {
    Examined shared = record(2, bytes("{\"n\":2}"));
    letter("a", new RecoveryStatus.Partial(2, 3, "1 has expired"), record(1, bytes("{}")), shared);
    letter("b", new RecoveryStatus.Complete(0), shared, record(3, bytes("{}")));

    assertThat(summary.records()).isEqualTo(3);
    assertThat(summary.diagnoses()).containsExactly(java.util.Map.entry("BYSTANDER", 3));
    assertThat(summary.groups())
        .extracting(Group::cause, Group::letters, Group::records)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("BYSTANDER", 2, 3),
            org.assertj.core.groups.Tuple.tuple("PARTIAL", 1, 0));
  }

  @Test
  void aRecordThatWasPutAgainAndCameBackCountsOnce() {
    Bytes payload = bytes("{\"n\":1}");
    ByteBuffer tagged =
        OriginTag.put(payload.buffer(), new Origin("orders", SHARD, "1", Instant.EPOCH));
    byte[] carried = new byte[tagged.remaining()];
    tagged.get(carried);

    letter("old", new RecoveryStatus.Complete(0), record(1, payload));
    letter("new", new RecoveryStatus.Complete(0), record(9, Bytes.of(carried)));

    assertThat(summary.letters()).isEqualTo(2);
    assertThat(summary.records()).isEqualTo(1);
  }

  @Test
  void twoContentsOfOneOriginAreTwoRecords() {
    letter("old", new RecoveryStatus.Complete(0), record(1, bytes("{\"n\":1")));
    ByteBuffer tagged =
        OriginTag.put(bytes("{\"n\":1}").buffer(), new Origin("orders", SHARD, "1", Instant.EPOCH));
    byte[] carried = new byte[tagged.remaining()];
    tagged.get(carried);
    letter("repaired", new RecoveryStatus.Complete(0), record(9, Bytes.of(carried)));

    assertThat(summary.records()).isEqualTo(2);
  }
}
