package io.weir.replayer.archive;

import io.weir.replayer.journal.Directory;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that its owner alone can read. It is written beside its place, forced to the disk, and
 * moved there in one step, so that no reader ever sees half of one; then its name is forced, too.
 */
public final class PrivateFile {

  private PrivateFile() {}

  /** What goes into the file. */
  public interface Content {

    /** Writes all of it. */
    void to(OutputStream out) throws IOException;
  }

  /**
   * Writes a file, in the place of one that may be there.
   *
   * @param directory made, for its owner alone, if it is not there
   * @throws IOException if it is not known to be kept; the place is then as it was, or holds all of
   *     it
   */
  public static void write(Path directory, String name, Content content) throws IOException {
    Directory kept = new Directory(directory);
    kept.make();
    Path draft = Files.createTempFile(directory, ".draft-", ".tmp", Directory.ownersFile());
    try {
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
        content.to(out);
        out.flush();
        channel.force(true);
      }
      Files.move(draft, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      kept.force();
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
