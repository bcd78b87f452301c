package io.weir.replayer.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other versions have written is read, or refused with a sentence; it is never cut off. */
class StoredJournalTest {

  private static final Entry KEPT =
      new Entry.Kept(Instant.parse("2026-11-24T12:00:00Z"), "next", "message-7", "{\"weir\":1}");

  @TempDir private Path directory;
  private Path named = Path.of("");
  private byte[] former = new byte[0];

  @BeforeEach
  void theFileOfVersion010() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/stored/journal-0.1.0.ndjson")) {
      former = in.readAllBytes();
    }
    named = Files.write(directory.resolve("dlq.ndjson"), former);
  }

  private List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    FileJournal.read(named, entries::add);
    return entries;
  }

  private static byte[] line(String json) {
    CRC32C sum = new CRC32C();
    sum.update(json.getBytes(StandardCharsets.UTF_8));
    return "{\"sum\":\"%08x\",\"entry\":%s}\n"
        .formatted(sum.getValue(), json)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void everyEntryOfVersion010IsRead() {
    assertThat(entries()).hasSize(14);
    assertThat(entries())
        .extracting(History::effect)
        .startsWith("started", "leased", "sending", "resent", "moved", "settled")
        .endsWith("restoring", "restored", "ended");
    assertThat(Ledger.of(entries()).of("s/shard/1").confirmed("hash")).isTrue();
  }

  @Test
  void itsFileStaysAsItIsAndNewEntriesGoIntoASecondOne() throws IOException {
    try (FileJournal journal = FileJournal.open(named)) {
      assertThat(journal.entries()).hasSize(14);
      journal.write(List.of(KEPT));
    }

    assertThat(Files.readAllBytes(named)).isEqualTo(former);
    assertThat(entries()).hasSize(15).endsWith(KEPT);
    try (FileJournal journal = FileJournal.open(named)) {
      assertThat(journal.entries()).isEqualTo(entries());
      assertThat(journal.location()).endsWith("dlq.ndjson.2");
    }
  }

  @Test
  void whatVersion010WritesLaterIsReadInItsTime() throws IOException {
    try (FileJournal journal = FileJournal.open(named)) {
      journal.write(List.of(KEPT));
    }
    Entry between = new Entry.Deleted(KEPT.at().minusSeconds(1), "old", "message");
    Entry after = new Entry.Deleted(KEPT.at().plusSeconds(1), "old", "message");
    Files.write(named, EntryCodec.line(between), StandardOpenOption.APPEND);
    Files.write(named, EntryCodec.line(after), StandardOpenOption.APPEND);

    assertThat(entries()).hasSize(17).endsWith(between, KEPT, after);
  }

  @Test
  void atTheSameTimeVersion010DoesNotGetItsFile() {
    try (FileJournal journal = FileJournal.open(named)) {
      assertThat(journal.entries()).isNotEmpty();
      assertThatThrownBy(() -> DiskFile.open(named))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("another run is writing");
    }
  }

  /** As it reads: a line that is not understood is cut off if it is the last one. */
  @Test
  void aNewFileBeginsWithTwoLinesThatVersion010DoesNotUnderstand() throws IOException {
    Path fresh = directory.resolve("fresh.ndjson");
    try (FileJournal journal = FileJournal.open(fresh)) {
      journal.write(List.of(KEPT));
    }

    List<String> lines = Files.readAllLines(fresh);
    assertThat(lines).hasSize(3);
    assertThat(lines.subList(0, 2)).noneMatch(it -> it.startsWith("{\"sum\":\""));
    assertThat(Files.exists(directory.resolve("fresh.ndjson.2"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"effect\":\"archived2\",\"at\":\"2027-01-01T00:00:00Z\",\"run\":\"r\"}",
        "{\"effect\":\"deleted\",\"at\":\"2027-01-01T00:00:00Z\",\"run\":\"r\",\"message\":\"m\","
            + "\"proof\":\"new\"}"
      })
  void aWholeLineThatIsNotUnderstoodIsRefusedAndStays(String json) throws IOException {
    Path fresh = directory.resolve("fresh.ndjson");
    try (FileJournal journal = FileJournal.open(fresh)) {
      journal.write(List.of(KEPT));
    }
    for (Path file : List.of(fresh, named)) {
      byte[] line = line(json);
      for (int missing : List.of(0, 1)) {
        byte[] before = Files.readAllBytes(file);
        byte[] all = Arrays.copyOf(before, before.length + line.length - missing);
        System.arraycopy(line, 0, all, before.length, line.length - missing);
        Files.write(file, all);

        assertThatThrownBy(() -> FileJournal.read(file, entry -> {}))
            .isInstanceOf(JournalException.class)
            .hasMessageContaining("newer version of the replayer");
        assertThatThrownBy(
                () -> {
                  try (FileJournal journal = FileJournal.open(file)) {
                    journal.entries();
                  }
                })
            .isInstanceOf(JournalException.class)
            .hasMessageContaining("newer version of the replayer");
        assertThat(Files.readAllBytes(file)).isEqualTo(all);
        Files.write(file, before);
      }
    }
  }

  @Test
  void aFileOfANewerFormIsRefusedAndStays() throws IOException {
    String newer = "{\"weir\":\"journal\",\"form\":3}\n";
    Path file = Files.writeString(directory.resolve("newer.ndjson"), newer);

    assertThatThrownBy(() -> FileJournal.open(file))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("newer version of the replayer");
    assertThat(file).hasContent(newer);
  }

  @Test
  void aSecondFileThatIsRefusedIsNotHeld() throws IOException {
    try (FileJournal journal = FileJournal.open(named)) {
      journal.write(List.of(KEPT, KEPT));
    }
    Path second = directory.resolve("dlq.ndjson.2");
    String whole = Files.readString(second);
    Files.writeString(second, whole.replaceFirst("message-7", "message-8"));
    assertThatThrownBy(() -> FileJournal.open(named)).hasMessageContaining("is damaged");
    Files.writeString(second, whole);

    try (FileJournal journal = FileJournal.open(named)) {
      assertThat(journal.entries()).hasSize(16).endsWith(KEPT, KEPT);
    }
  }

  @Test
  void killedAtAnyByteOfItsFirstWriteASecondFileBeginsAnew() throws IOException {
    try (FileJournal journal = FileJournal.open(named)) {
      journal.write(List.of(KEPT));
    }
    Path second = directory.resolve("dlq.ndjson.2");
    byte[] whole = Files.readAllBytes(second);
    for (int length = 0; length < whole.length; length++) {
      Files.write(second, Arrays.copyOf(whole, length));
      try (FileJournal journal = FileJournal.open(named)) {
        assertThat(journal.entries()).hasSize(14);
        journal.write(List.of(KEPT));
      }
      assertThat(Files.readAllBytes(second)).as("cut at " + length).isEqualTo(whole);
    }
  }
}
