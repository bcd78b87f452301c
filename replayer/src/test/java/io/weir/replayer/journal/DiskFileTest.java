package io.weir.replayer.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The file under a journal: its owner's alone, one writer at a time, and what is written stays. */
class DiskFileTest {

  @TempDir private Path directory;

  private Path path() {
    return directory.resolve("deep").resolve("journal");
  }

  @Test
  void itAndItsDirectoryAreForTheOwnerAlone() throws IOException {
    try (DiskFile file = DiskFile.open(path())) {
      file.append(new byte[] {1});
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path().getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void everyByteComesBackOneByOneAndTogether() throws IOException {
    byte[] all = new byte[70_000];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    try (DiskFile file = DiskFile.open(path())) {
      file.append(all);
      try (InputStream in = file.read()) {
        for (int i = 0; i < 300; i++) {
          assertThat(in.read()).isEqualTo(i & 0xFF);
        }
        assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(all, 300, all.length));
        assertThat(in.read()).isEqualTo(-1);
        assertThat(in.read(new byte[1], 0, 1)).isEqualTo(-1);
        file.append(new byte[] {7});
        assertThat(in.read()).as("written since").isEqualTo(7);
      }
    }
  }

  @Test
  void whatIsAppendedFollowsWhatIsLeftOfItAfterACut() throws IOException {
    try (DiskFile file = DiskFile.open(path())) {
      file.append(new byte[] {1, 2, 3});
      file.truncate(2);
      file.append(new byte[] {4});
      file.append(new byte[0]);
    }
    assertThat(path()).hasBinaryContent(new byte[] {1, 2, 4});
  }

  @Test
  void aSecondWriterIsSentAwayUntilTheFirstHasClosed() throws IOException {
    try (DiskFile first = DiskFile.open(path())) {
      assertThatThrownBy(() -> DiskFile.open(path()))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining(path().toString())
          .hasMessageContaining("--journal");
      first.append(new byte[] {1});
    }
    try (DiskFile second = DiskFile.open(path())) {
      second.append(new byte[] {2});
    }
    assertThat(path()).hasBinaryContent(new byte[] {1, 2});
  }

  @Test
  @Timeout(10)
  void whatIsNoFileIsRefusedBeforeItIsRead() throws IOException, InterruptedException {
    for (Path place : List.of(directory, Path.of("/dev/full"), Path.of("/dev/null"), pipe())) {
      if (Files.exists(place)) {
        assertRefused(() -> FileJournal.open(place), place);
        assertRefused(() -> FileJournal.read(place, entry -> {}), place);
      }
    }
  }

  private static void assertRefused(ThrowableAssert.ThrowingCallable call, Path place) {
    assertThatThrownBy(call)
        .isInstanceOf(JournalException.NoFileException.class)
        .hasMessageContaining(place + " is no regular file")
        .hasMessageContaining("--journal");
  }

  /** Returns a pipe, or a place where nothing is if the system has no command that makes one. */
  private Path pipe() throws IOException, InterruptedException {
    Path pipe = directory.resolve("pipe");
    try {
      new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    } catch (IOException e) {
      assertThat(pipe).doesNotExist();
    }
    return pipe;
  }
}
