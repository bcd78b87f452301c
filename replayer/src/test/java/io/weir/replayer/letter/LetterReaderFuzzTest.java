package io.weir.replayer.letter;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whatever lies in the queue: a letter is what its bytes say, and an export loses none of them. */
class LetterReaderFuzzTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  @FuzzTest(maxDuration = "5m")
  void anyMessageComesBackFromItsExport(byte[] message) {
    Bytes body = Bytes.of(message);
    DeadLetter content = LetterReader.read(body);
    assertThat(LetterReader.read(body)).isEqualTo(content);
    List<RecoveredRecord> records = records(content);
    assertThat(records)
        .allSatisfy(record -> assertThat(record.arrivedAt().toString()).matches("\\d{4}-.*"));
    Letter letter =
        new Letter(
            "m-1",
            Optional.empty(),
            body,
            Optional.of(NOW),
            Optional.empty(),
            3,
            Attributes.NONE,
            content);

    Letter back = LetterReader.readFromFile(ExportLine.of(letter, "COMPLETE", records, NOW));

    assertThat(back.id()).isEqualTo(letter.id());
    assertThat(back.body()).isEqualTo(body);
    assertThat(back.sentAt()).isEqualTo(letter.sentAt());
    assertThat(back.receiveCount()).isEqualTo(3);
    assertThat(back.content())
        .isEqualTo(new ExportedLetter(NOW, original(content), "COMPLETE", records));
  }

  @FuzzTest(maxDuration = "5m")
  void aPointerCarriesNothingThatItDoesNotPointAt(byte[] message) {
    if (!(LetterReader.read(Bytes.of(message)) instanceof Pointer pointer)) {
      return;
    }
    BatchRange range = pointer.range();
    assertThat(range.start()).isLessThanOrEqualTo(range.end());
    assertThat(range.batchSize()).isPositive();
    for (RecoveredRecord record : pointer.payload().orElse(List.of())) {
      assertThat(record.coordinates().stream()).isEqualTo(range.stream());
      assertThat(record.coordinates().shardId()).isEqualTo(range.shardId());
      assertThat(range.contains(record.coordinates().sequenceNumber())).isTrue();
    }
  }

  /** Any line that reads as an export is one that its own letter is written as. */
  @FuzzTest(maxDuration = "5m")
  void anExportThatIsTakenSaysTheSameOnceWrittenAgain(byte[] line) {
    Letter letter = LetterReader.readFromFile(Bytes.of(line));
    if (!(letter.content() instanceof ExportedLetter exported)) {
      assertThat(letter.body()).isEqualTo(Bytes.of(line));
      return;
    }
    Bytes again =
        ExportLine.of(letter, exported.verdict(), exported.records(), exported.exportedAt());
    assertThat(LetterReader.readFromFile(again)).isEqualTo(letter);
  }

  private static List<RecoveredRecord> records(DeadLetter content) {
    if (content instanceof ParkedRecord parked) {
      return List.of(parked.record());
    }
    if (content instanceof Pointer pointer) {
      return pointer.payload().orElse(List.of());
    }
    return content instanceof ExportedLetter exported ? exported.records() : List.of();
  }

  private static DeadLetter original(DeadLetter content) {
    return content instanceof ExportedLetter exported ? exported.original() : content;
  }
}
