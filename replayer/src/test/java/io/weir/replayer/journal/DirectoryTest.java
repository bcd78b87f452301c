package io.weir.replayer.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.archive.PrivateFile;
import io.weir.replayer.route.FileRoute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is forced to the disk, as the virtual machine itself records it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DirectoryTest {

  @TempDir private Path temp;

  private interface Work {
    void run() throws IOException;
  }

  /** Returns the paths that were forced meanwhile, in order. */
  private List<Path> forced(Work work) throws IOException {
    Path file = temp.resolve("recording.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.FileForce").withoutThreshold();
      recording.start();
      work.run();
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .map(event -> Path.of(event.getString("path")))
        .toList();
  }

  @Test
  void aFileThatWasMovedToItsPlaceIsForcedAndThenItsName() throws IOException {
    Path place = Files.createDirectory(temp.resolve("place"));
    List<Path> forced =
        forced(() -> PrivateFile.write(place, "copy.json", out -> out.write(new byte[] {1})));
    assertThat(forced).hasSize(2).last().isEqualTo(place);
  }

  @Test
  void eachDirectoryThatWasMadeIsForcedIntoTheOneAboveIt() throws IOException {
    Path place = temp.resolve("a").resolve("b");
    assertThat(forced(() -> new Directory(place).make())).containsExactly(temp, temp.resolve("a"));
    assertThat(forced(() -> new Directory(place).make())).isEmpty();
  }

  @Test
  void aFileThatRecordsAreCopiedToKeepsItsName() throws IOException {
    Path place = Files.createDirectory(temp.resolve("place"));
    assertThat(forced(() -> FileRoute.append(place.resolve("out.ndjson")).close()))
        .containsExactly(place);
  }

  @Test
  void aJournalKeepsItsNameWhoeverMadeIt() throws IOException {
    Path place = Files.createDirectory(temp.resolve("place"));
    Path journal = Files.createFile(place.resolve("journal.ndjson"));
    assertThat(forced(() -> FileJournal.open(journal).close())).containsExactly(place);
  }
}
