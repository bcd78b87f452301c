package io.weir.replayer.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.replayer.journal.Journal.Claim;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal survives its writer, and knows what a crash has done to it. */
class FileJournalTest {

  private static final Instant TIME = Instant.parse("2026-11-24T10:00:00.123456789Z");

  private static final List<Entry> ENTRIES =
      List.of(
          new Entry.Started(
              TIME, "run", new Entry.What("apply", "lambda", "dlq", 1, 1), "m\u00e9", "why", "d"),
          new Entry.Leased(TIME, "run", Map.of("message", "receipt")),
          new Entry.Sending(TIME, "run", List.of("s/shard/1")),
          new Entry.Settled(TIME, "run", "s/shard/1", "hash", Outcome.CAME_BACK, "\"\n\u0000"),
          new Entry.Deleting(TIME, "run", List.of("message")),
          new Entry.Deleted(TIME, "run", "message"),
          new Entry.Archived(TIME, "run", "message", "{\"weir\":1}"),
          new Entry.Purging(TIME, "run", "message", "hash"),
          new Entry.Restoring(TIME, "run", "message"),
          new Entry.Restored(TIME, "run", "message", "other"),
          new Entry.Ended(TIME, "run", "done", Map.of("confirmed", 1)));

  @TempDir private Path directory;

  private Path file() {
    return directory.resolve("deep").resolve("journal.ndjson");
  }

  private List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    FileJournal.read(file(), entries::add);
    return entries;
  }

  private void written() {
    try (FileJournal journal = FileJournal.open(file())) {
      journal.write(ENTRIES.subList(0, 4));
      journal.write(ENTRIES.subList(4, ENTRIES.size()));
    }
  }

  @Test
  void everyEntryComesBackAsItWasWritten() {
    written();

    assertThat(entries()).isEqualTo(ENTRIES);
  }

  @Test
  void aTornTailIsCutOffWhereverItIsTorn() throws IOException {
    MemoryLog log = new MemoryLog();
    new FileJournal("memory", log).write(ENTRIES);
    byte[] whole = log.bytes();
    for (int length = 0; length < whole.length; length++) {
      MemoryLog torn = new MemoryLog();
      torn.append(Arrays.copyOf(whole, length));
      FileJournal journal = new FileJournal("memory", torn);
      List<Entry> kept = journal.entries();
      assertThat(kept).isEqualTo(ENTRIES.subList(0, kept.size()));
      journal.write(ENTRIES.subList(kept.size(), ENTRIES.size()));
      assertThat(Arrays.equals(torn.bytes(), whole)).as("torn at %d", length).isTrue();
    }
  }

  @Test
  void aTornTailIsCutOffOnTheDiskToo() throws IOException {
    written();
    byte[] whole = Files.readAllBytes(file());
    for (int length : List.of(0, 1, JournalLines.HEAD.length, whole.length - 1)) {
      Files.write(file(), Arrays.copyOf(whole, length));
      try (FileJournal journal = FileJournal.open(file())) {
        int complete = journal.entries().size();
        journal.write(ENTRIES.subList(complete, ENTRIES.size()));
      }
      assertThat(Files.readAllBytes(file())).as("torn at " + length).isEqualTo(whole);
    }
  }

  @Test
  void damageInTheMiddleIsRefusedWithItsLine() throws IOException {
    written();
    String text = Files.readString(file());
    Files.writeString(file(), text.replaceFirst("s/shard/1", "s/shard/2"));

    assertThatThrownBy(() -> FileJournal.open(file()))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("line 5");
  }

  @Test
  void onlyOneAtATimeHasIt() {
    try (FileJournal first = FileJournal.open(file())) {
      first.write(ENTRIES);
      assertThatThrownBy(() -> FileJournal.open(file()))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("another run is writing");
      assertThat(entries()).hasSameSizeAs(ENTRIES);
    }
    try (FileJournal second = FileJournal.open(file())) {
      assertThat(second.entries()).isEqualTo(ENTRIES);
    }
  }

  @Test
  void noFileIsNoHistory() {
    assertThat(entries()).isEmpty();
  }

  @Test
  void afterAFailedWriteNothingMoreIsWritten() throws IOException {
    FileJournal journal = new FileJournal("memory", new FullDisk());

    assertThatThrownBy(() -> journal.write(ENTRIES)).isInstanceOf(JournalException.class);
    assertThatThrownBy(() -> journal.write(ENTRIES))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("before");
    assertThat(journal.entries()).isEmpty();
  }

  @Test
  void aRepairBeginsANewCount() {
    Ledger ledger =
        Ledger.of(
            List.of(
                new Entry.Settled(TIME, "run", "r", "old", Outcome.CAME_BACK, ""),
                new Entry.Settled(TIME, "run", "r", "old", Outcome.UNKNOWN, ""),
                new Entry.Settled(TIME, "run", "r", "new", Outcome.CAME_BACK, "")));

    assertThat(ledger.of("r").failures("new")).isEqualTo(1);
    assertThat(ledger.of("r").failures("old")).isZero();
  }

  @Test
  void aFileIsCutOnlyWhereItIsTorn() throws IOException {
    List<Long> cuts = new ArrayList<>();
    MemoryLog log = new MemoryLog();
    LogFile watched = new WatchedLog(log, cuts);
    try (FileJournal journal = new FileJournal("memory", watched)) {
      journal.write(ENTRIES);
    }
    long whole = log.bytes().length;
    assertThat(new FileJournal("memory", watched).entries()).isEqualTo(ENTRIES);
    assertThat(cuts).as("a whole file").isEmpty();
    log.append(new byte[] {'{'});
    assertThat(new FileJournal("memory", watched).entries()).isEqualTo(ENTRIES);
    assertThat(cuts).containsExactly(whole);
  }

  @Test
  void everyRecordIsGrantedSinceNoOtherRunHasTheFile() throws IOException {
    try (FileJournal journal = new FileJournal("memory", new MemoryLog())) {
      assertThat(journal.isExclusive()).isTrue();
      assertThat(journal.location()).isEqualTo("memory");
      assertThat(journal.claim("run", Map.of("a", "hash", "b", "hash"), false))
          .isEqualTo(Map.of("a", new Claim.Granted(), "b", new Claim.Granted()));
    }
  }

  @Test
  void aRefusedFileIsNotHeld() throws IOException {
    written();
    String text = Files.readString(file());
    Files.writeString(file(), text.replaceFirst("s/shard/1", "s/shard/2"));
    assertThatThrownBy(() -> FileJournal.open(file())).hasMessageContaining("is damaged");
    Files.writeString(file(), text);
    try (FileJournal journal = FileJournal.open(file())) {
      assertThat(journal.entries()).isEqualTo(ENTRIES);
    }
  }

  @Test
  void whatCannotBeOpenedOrReadSaysWhichAndWhy() throws IOException {
    Files.writeString(file().getParent(), "a file where a directory is to be");
    assertThatThrownBy(() -> FileJournal.open(file()))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining(file() + " cannot be opened");
    assertThatThrownBy(this::entries)
        .isInstanceOf(JournalException.class)
        .hasMessageContaining(file() + " cannot be read");
  }

  /** Tells where a file was cut. */
  private record WatchedLog(LogFile log, List<Long> cuts) implements LogFile {

    @Override
    public InputStream read() throws IOException {
      return log.read();
    }

    @Override
    public void truncate(long length) throws IOException {
      cuts.add(length);
      log.truncate(length);
    }

    @Override
    public void append(byte[] bytes) throws IOException {
      log.append(bytes);
    }

    @Override
    public void close() throws IOException {
      log.close();
    }
  }

  /** Fails once half of a write is done. */
  private static final class FullDisk implements LogFile {

    private boolean failed;

    @Override
    public InputStream read() {
      return InputStream.nullInputStream();
    }

    @Override
    public void truncate(long length) {}

    @Override
    public void append(byte[] bytes) throws IOException {
      if (failed) {
        return;
      }
      failed = true;
      throw new IOException("No space left on device");
    }

    @Override
    public void close() {}
  }
}
