package io.weir.replayer.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that its owner alone can read. It is written beside its place, forced to the disk, and
 * moved there in one step, so that nobody ever sees half of one.
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
   * @throws IOException if it could not be written; the place is then as it was
   */
  public static void write(Path directory, String name, Content content) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, mode("rwx------"));
    }
    Path draft = Files.createTempFile(directory, ".draft-", ".tmp", mode("rw-------"));
    try {
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
        content.to(out);
        out.flush();
        channel.force(true);
      }
      Files.move(draft, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static FileAttribute<?>[] mode(String permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
