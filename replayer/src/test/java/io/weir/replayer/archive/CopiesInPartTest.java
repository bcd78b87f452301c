package io.weir.replayer.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.letter.Attributes;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.ExportLine;
import io.weir.replayer.letter.ExportedLetter;
import io.weir.replayer.letter.Letter;
import io.weir.replayer.letter.LetterReader;
import io.weir.replayer.letter.Pointer;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.recover.Bounds;
import io.weir.replayer.recover.FakeStream;
import io.weir.replayer.recover.ReadPace;
import io.weir.replayer.recover.Recoverer;
import io.weir.replayer.recover.Trust;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private static final Path GOLDEN = Path.of("../testdata/pointers/s3-object-of-two.json");

  @TempDir private Path temp;

  private final FakeStream stream = new FakeStream();
  private DirectoryVault vault;
  private Letter letter;
  private List<RecoveredRecord> records;

  @BeforeEach
  void aPointerToTwoRecordsWhichTheStreamHas() throws IOException, InterruptedException {
    vault = new DirectoryVault(temp.resolve("vault"));
    Letter carried = letter(Files.readString(GOLDEN));
    records = recoverer().recover(List.of(carried), Optional.empty(), () -> {}).get(0).records();
    assertThat(records).hasSize(2);
    records.forEach(stream::put);
    letter = letter(Files.readString(GOLDEN).replaceFirst(",\"payload\":.*\"\\}", "}"));
    assertThat(((Pointer) letter.content()).payload()).isEmpty();
  }

  private static Letter letter(String text) {
    return letter("m-1", text);
  }

  private static Letter letter(String id, String text) {
    Bytes body = Bytes.of(text.strip().getBytes(StandardCharsets.UTF_8));
    return new Letter(
        id,
        Optional.empty(),
        body,
        Optional.empty(),
        Optional.empty(),
        1,
        Attributes.NONE,
        LetterReader.read(body));
  }

  private Recoverer recoverer() {
    return new Recoverer(
        stream,
        new Trust(Set.of(FakeStream.ARN), Set.of()),
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

  private List<RecoveredRecord> copied() throws IOException {
    return new VaultCopies(vault).of(letter).orElseThrow().records();
  }

  @Test
  void aCopyWithTheNameOfAWholeOneIsReadAgainWhateverItSays() throws Exception {
    for (String verdict : List.of("PARTIAL", "COMPLETE")) {
      for (int some : List.of(0, 1)) {
        keep(Vault.fileOf(letter), verdict, some);
        assertThat(rescue().copied()).as("%s with %d", verdict, some).isEqualTo(1);
        assertThat(copied()).isEqualTo(records);
        assertThat(rescue().before()).isEqualTo(1);
      }
    }
  }

  @Test
  void aCopyOfOneRecordWithTheNameOfAWholeOneIsReadAgain() throws Exception {
    String last = records.get(1).coordinates().sequenceNumber().toString();
    letter =
        letter(
            new String(letter.body().toArray(), StandardCharsets.UTF_8)
                .replaceFirst("(\"startSequenceNumber\":)\"\\d+\"", "$1\"" + last + "\"")
                .replace("\"batchSize\":2", "\"batchSize\":1"));
    for (String verdict : List.of("UNREADABLE", "COMPLETE")) {
      keep(Vault.fileOf(letter), verdict, 0);
      assertThat(rescue().copied()).as(verdict).isEqualTo(1);
      assertThat(copied()).isEqualTo(records.subList(1, 2));
    }
  }

  @Test
  void aCopyOfAnotherLetterOrOneThatIsBentIsReadAgain() throws Exception {
    Letter other = letter(Files.readString(GOLDEN));
    for (Bytes copy :
        List.of(
            ExportLine.of(other, "COMPLETE", records, NOW), letter.body(), Bytes.of(new byte[0]))) {
      vault.put(Vault.fileOf(letter), copy);
      assertThat(rescue().copied()).isEqualTo(1);
      assertThat(copied()).isEqualTo(records);
    }
  }

  @Test
  void whatIsLostInPartIsSaidToBeInEachRunAndNotWrittenAgain() throws Exception {
    stream.forget(records.get(0));
    for (String file : List.of(Vault.fileOf(letter), Vault.partOf(letter))) {
      keep(file, "PARTIAL", 2);
      vault.put(file, ExportLine.of(letter, "PARTIAL", records.subList(1, 2), NOW));
      Bytes before = vault.get(file).orElseThrow();
      for (int run = 1; run <= 2; run++) {
        Rescue.Report report = rescue();
        assertThat(report.copiedInPart()).isEqualTo(1);
        assertThat(report.total()).isEqualTo(1);
        assertThat(vault.get(file)).contains(before);
      }
    }
  }

  @Test
  void whatTheStreamHasNoMoreIsStillInPartAsLongAsACopyHasSome() throws Exception {
    keep(Vault.partOf(letter), "PARTIAL", 1);
    records.forEach(stream::forget);
    assertThat(rescue().copiedInPart()).isEqualTo(1);
    assertThat(copied()).isEqualTo(records.subList(0, 1));
  }

  @Test
  void aCopyInPartThatCannotBeReadAgainNowIsNotCalledLost() throws Exception {
    keep(Vault.partOf(letter), "PARTIAL", 1);
    stream.emptyPages = () -> Integer.MAX_VALUE;
    Rescue.Report report = rescue();
    assertThat(report.unreadable()).isEqualTo(1);
    assertThat(report.nextLoss()).isPresent();
    assertThat(copied()).hasSize(1);
  }

  @Test
  void whatACopyAndTheStreamHaveTogetherIsWhole() throws Exception {
    for (String file : List.of(Vault.fileOf(letter), Vault.partOf(letter))) {
      keep(file, "PARTIAL", 1);
      stream.forget(records.get(0));
      assertThat(rescue().copied()).isEqualTo(1);
      assertThat(copied()).isEqualTo(records);
      keep(Vault.fileOf(letter), "PARTIAL", 0);
    }
  }

  @Test
  void aPartThatHasMoreTakesThePlaceOfACopyThatOnlyLooksWhole() throws Exception {
    stream.forget(records.get(0));
    keep(Vault.fileOf(letter), "COMPLETE", 0);
    assertThat(rescue().copiedInPart()).isEqualTo(1);
    assertThat(FileQueue.of(temp.resolve("vault")).peek(10).letters())
        .singleElement()
        .satisfies(
            it ->
                assertThat(((ExportedLetter) it.content()).records())
                    .isEqualTo(records.subList(1, 2)));
  }

  @Test
  void aWholeCopyIsNotReadAgain() throws Exception {
    keep(Vault.partOf(letter), "PARTIAL", 1);
    keep(Vault.fileOf(letter), "COMPLETE", 2);
    records.forEach(stream::forget);
    assertThat(rescue().before()).isEqualTo(1);
  }

  @Test
  void aPointerThatCameBackUnderAnotherIdHasItsCopy() throws Exception {
    assertThat(rescue().copied()).isEqualTo(1);
    records.forEach(stream::forget);
    letter = letter("m-2", new String(letter.body().toArray(), StandardCharsets.UTF_8));
    assertThat(rescue().before()).isEqualTo(1);
    assertThat(copied()).isEqualTo(records);
  }

  @Test
  void copiesOfVersion010AreFoundByTheirNames() throws Exception {
    String name =
        Bytes.of(("m-1\n" + letter.body().sha256()).getBytes(StandardCharsets.UTF_8)).sha256();
    records.forEach(stream::forget);
    keep(name + ".part.json", "PARTIAL", 1);
    assertThat(rescue().copiedInPart()).isEqualTo(1);
    keep(name + ".json", "COMPLETE", 2);
    assertThat(rescue().before()).isEqualTo(1);
    assertThat(copied()).isEqualTo(records);
  }

  @Test
  void anImportedCopyProvesNoMoreThanItHolds() throws Exception {
    for (String verdict : List.of("UNREADABLE", "REFUSED", "EXPIRED", "GONE", "COMPLETE")) {
      imported(verdict, 0);
      assertThat(vault.has(Vault.fileOf(letter))).as(verdict).isFalse();
    }
    imported("COMPLETE", 1);
    assertThat(vault.has(Vault.fileOf(letter))).isFalse();
    assertThat(rescue().copied()).isEqualTo(1);
    assertThat(copied()).isEqualTo(records);
  }

  @Test
  void anImportAddsTheRecordsThatItHasMore() throws Exception {
    keep(Vault.fileOf(letter), "COMPLETE", 1); // as 0.1.0 named it
    assertThat(imported("PARTIAL", 1)).isEqualTo(new Import.Report(0, 1, 0));
    assertThat(imported("COMPLETE", 2)).isEqualTo(new Import.Report(1, 0, 0));
    assertThat(imported("COMPLETE", 2)).isEqualTo(new Import.Report(0, 1, 0));
    assertThat(imported("PARTIAL", 1)).isEqualTo(new Import.Report(0, 1, 0));
    assertThat(rescue().before()).isEqualTo(1);
  }

  /** Of copies of one letter, the one with the most records is read. */
  @Test
  void aPlaceThatHoldsALetterMoreThanOnceShowsTheFullest() throws Exception {
    keep("a.json", "COMPLETE", 1);
    keep("b.json", "COMPLETE", 2);
    keep("c.json", "UNREADABLE", 0);
    assertThat(FileQueue.of(temp.resolve("vault")).peek(10).letters())
        .singleElement()
        .satisfies(it -> assertThat(((ExportedLetter) it.content()).records()).isEqualTo(records));
  }

  /** An export may have several lines of one letter, each with some of its records. */
  @Test
  void linesOfOneLetterAreReadAsOneWithTheRecordsOfAll() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (List<RecoveredRecord> some : List.of(records.subList(1, 2), records.subList(0, 1))) {
      Bytes line = ExportLine.of(letter, "PARTIAL", some, NOW);
      lines.append(new String(line.toArray(), StandardCharsets.US_ASCII)).append('\n');
    }
    Path file = Files.writeString(temp.resolve("export.ndjson"), lines);
    assertThat(FileQueue.of(file).peek(1).letters())
        .singleElement()
        .satisfies(it -> assertThat(((ExportedLetter) it.content()).records()).isEqualTo(records));
  }

  private Import.Report imported(String verdict, int some) throws IOException {
    Bytes line = ExportLine.of(letter, verdict, records.subList(0, some), NOW);
    return new Import(vault)
        .run(
            List.of(LetterReader.readFromFile(line)),
            refused -> {
              throw new AssertionError(refused);
            });
  }
}
