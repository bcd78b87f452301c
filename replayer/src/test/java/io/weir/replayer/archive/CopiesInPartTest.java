package io.weir.replayer.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.letter.Attributes;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.ExportLine;
import io.weir.replayer.letter.ExportedLetter;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.LetterReader;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.letter.StreamArn;
import io.weir.replayer.recover.Bounds;
import io.weir.replayer.recover.ReadPace;
import io.weir.replayer.recover.Recoverer;
import io.weir.replayer.recover.Recovery;
import io.weir.replayer.recover.StreamException;
import io.weir.replayer.recover.StreamReader;
import io.weir.replayer.recover.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy that lacks records is never taken for a whole one, whatever its name. */
class CopiesInPartTest {

  private static final Instant NOW = Instant.parse("2026-09-19T10:00:00Z");
  private static final InstantSource CLOCK = () -> NOW;

  private static final StreamReader NO_STREAM =
      new StreamReader() {
        @Override
        public Duration retention(StreamArn stream) {
          return Duration.ofHours(24);
        }

        @Override
        public String iterator(StreamArn stream, String shardId, Position position)
            throws StreamException {
          throw new StreamException(StreamException.Kind.FAILED, "no");
        }

        @Override
        public Page read(StreamArn stream, String shardId, String iterator, int limit) {
          throw new IllegalStateException("nothing was opened");
        }
      };

  @TempDir private Path temp;

  private DirectoryVault vault;
  private Letter letter;
  private List<RecoveredRecord> records;

  @BeforeEach
  void aLetterOfTwoRecords() throws IOException, InterruptedException {
    vault = new DirectoryVault(temp.resolve("vault"));
    letter = letter("pointers/s3-object-of-two");
    Recovery recovery = recoverer().recover(List.of(letter), Optional.empty(), () -> {}).get(0);
    records = recovery.records();
    assertThat(records).hasSize(2);
  }

  private static Letter letter(String golden) throws IOException {
    Bytes body = Bytes.of(Files.readAllBytes(Path.of("../testdata/" + golden + ".json")));
    return new Letter(
        "m-1",
        Optional.empty(),
        body,
        Optional.empty(),
        Optional.empty(),
        1,
        Attributes.NONE,
        LetterReader.read(body));
  }

  private static Recoverer recoverer() {
    StreamArn stream =
        StreamArn.parse("arn:aws:kinesis:us-east-1:123456789012:stream/orders").orElseThrow();
    return new Recoverer(
        NO_STREAM,
        new Trust(Set.of(stream), Set.of()),
        Bounds.DEFAULT,
        new ReadPace(1, CLOCK, time -> {}),
        CLOCK);
  }

  private Rescue.Report rescue() throws IOException, InterruptedException {
    return new Rescue(recoverer(), vault, CLOCK).run(List.of(letter), Optional.empty(), () -> {});
  }

  private void keep(String file, String verdict, int some) throws IOException {
    vault.put(file, ExportLine.of(letter, verdict, records.subList(0, some), NOW));
  }

  @Test
  void aCopyInPartThatVersion010HasNamedAsAWholeOneIsSaidToBeInPartInEachRun() throws Exception {
    keep(Vault.fileOf(letter), "PARTIAL", 1);
    for (int run = 1; run <= 2; run++) {
      Rescue.Report report = rescue();
      assertThat(report.copiedInPart()).isEqualTo(1);
      assertThat(report.before()).isZero();
    }
  }

  @Test
  void aCopyWithFewerRecordsThanItsBatchHadIsNotWhole() throws Exception {
    keep(Vault.fileOf(letter), "COMPLETE", 1);
    assertThat(rescue().copiedInPart()).isEqualTo(1);
  }

  @Test
  void aWholeCopyStaysWholeBesideOneInPart() throws Exception {
    keep(Vault.partOf(letter), "PARTIAL", 1);
    keep(Vault.fileOf(letter), "COMPLETE", 2);
    assertThat(rescue().before()).isEqualTo(1);
  }

  @Test
  void anImportedCopyWithoutItsRecordsDoesNotKeepARescueFromReadingThem() throws Exception {
    for (String verdict : List.of("UNREADABLE", "REFUSED", "EXPIRED", "GONE")) {
      imported(verdict, 0);
    }
    Rescue.Report report = rescue();
    assertThat(report.copied()).isEqualTo(1);
    assertThat(new VaultCopies(vault).of(letter).orElseThrow().records()).hasSize(2);
  }

  @Test
  void anImportedCopyInPartIsFoundAsOneAndLeavesRoomForAWholeOne() throws Exception {
    imported("PARTIAL", 1);
    assertThat(rescue().copiedInPart()).isEqualTo(1);
    imported("COMPLETE", 2);
    assertThat(rescue().before()).isEqualTo(1);
  }

  /** Of copies of one letter, the one with the most records is read. */
  @Test
  void aVaultThatHoldsALetterInPartAndWholeShowsTheWholeOne() throws Exception {
    imported("UNREADABLE", 0);
    imported("PARTIAL", 1);
    imported("COMPLETE", 2);
    assertThat(FileQueue.of(temp.resolve("vault")).peek(10).letters())
        .singleElement()
        .satisfies(
            it -> assertThat(((ExportedLetter) it.content()).verdict()).isEqualTo("COMPLETE"));
  }

  private void imported(String verdict, int some) throws IOException {
    Bytes line = ExportLine.of(letter, verdict, records.subList(0, some), NOW);
    ExportedLetter copy = (ExportedLetter) LetterReader.read(line);
    vault.put(Vault.fileOf(letter, copy), line);
  }
}
