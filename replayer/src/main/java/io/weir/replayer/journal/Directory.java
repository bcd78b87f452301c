package io.weir.replayer.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A directory whose entries are kept. Forcing a file to the disk keeps its bytes, not its name: a
 * file that was made or moved is only safe once its directory was forced, too.
 *
 * @param path where it is
 */
public record Directory(Path path) {

  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  /** Returns the directory that holds a file. */
  public static Directory of(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return new Directory(parent == null ? file.toAbsolutePath() : parent);
  }

  /**
   * Makes it, and those above it, if they are not there: for their owner alone, and kept.
   *
   * @throws IOException if it cannot be made
   */
  public void make() throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path at = path.toAbsolutePath().normalize();
        at != null && !Files.isDirectory(at);
        at = at.getParent()) {
      missing.push(at);
    }
    if (!missing.isEmpty()) {
      create();
    }
    for (Path made : missing) {
      of(made).force();
    }
  }

  private void create() throws IOException {
    try {
      Files.createDirectories(path, mode("rwx------"));
    } catch (FileAlreadyExistsException e) {
      NotDirectoryException clearer = new NotDirectoryException(e.getFile());
      clearer.initCause(e);
      throw clearer;
    }
  }

  /**
   * Forces its entries to the disk, where the system can do that: Windows does it by itself.
   *
   * @throws IOException if they are not known to be kept
   */
  public void force() throws IOException {
    if (POSIX) {
      try (FileChannel entries = FileChannel.open(path, StandardOpenOption.READ)) {
        entries.force(true);
      }
    }
  }

  /** Returns what a new file is made with so that its owner alone can read and write it. */
  public static FileAttribute<?>[] ownersFile() {
    return mode("rw-------");
  }

  private static FileAttribute<?>[] mode(String permissions) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
