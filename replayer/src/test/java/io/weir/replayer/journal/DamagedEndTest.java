package io.weir.replayer.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The last line may be the only copy of a message. A line that has its end was written whole. */
class DamagedEndTest {

  private static final Instant TIME = Instant.parse("2026-11-30T10:00:00Z");

  @TempDir private Path directory;

  @BeforeEach
  void aMessageWasDiscardedAndOneBitOfItsCopyIsWrong() throws IOException {
    try (FileJournal journal = FileJournal.open(file())) {
      journal.write(List.of(new Entry.Archived(TIME, "run", "message", "{\"weir\":1}")));
    }
    Files.writeString(file(), Files.readString(file()).replace("\"message\"", "\"messagf\""));
  }

  private Path file() {
    return directory.resolve("journal");
  }

  @Test
  void aLastLineThatWasWrittenWholeAndIsDamagedIsNeverCutOff() throws IOException {
    byte[] before = Files.readAllBytes(file());

    assertThatThrownBy(() -> FileJournal.open(file()))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("line 3")
        .hasMessageContaining("is damaged: keep the file");

    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  @Test
  void noReaderTakesADamagedLastLineForNothing() {
    assertThatThrownBy(() -> FileJournal.read(file(), entry -> {}))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("is damaged");
  }
}
