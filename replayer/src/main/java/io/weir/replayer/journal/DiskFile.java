package io.weir.replayer.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that one process at a time writes, and that only its owner can read: a journal's archive
 * holds payloads.
 */
final class DiskFile implements LogFile {

  private final FileChannel channel;

  private DiskFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Opens or makes the file, and locks it until it is closed.
   *
   * @throws JournalException if another process, or another part of this one, has it, or what is
   *     there is no file
   */
  static DiskFile open(Path path) throws IOException {
    check(path);
    Directory directory = Directory.of(path);
    directory.make();
    FileChannel channel =
        FileChannel.open(
            path,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            Directory.ownersFile());
    if (lock(channel) == null) {
      channel.close();
      throw new JournalException(
          "another run is writing the journal "
              + path
              + ": wait for it, or take another one with --journal");
    }
    directory.force(); // always: the process that made the file may have died before this
    return new DiskFile(channel);
  }

  /**
   * Checks that there is a file, or nothing yet. A pipe waits for its writer, and a device may have
   * no end: both would be read for ever.
   *
   * @throws JournalException.NoFileException if something else is there
   */
  static void check(Path path) {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new JournalException.NoFileException(
          "the journal " + path + " is no regular file: name one, or a new one, with --journal");
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public InputStream read() {
    return new InputStream() {
      private long at;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        int read = channel.read(ByteBuffer.wrap(bytes, from, length), at);
        at += Math.max(0, read);
        return read;
      }
    };
  }

  @Override
  public void truncate(long length) throws IOException {
    channel.truncate(length);
    channel.force(true);
  }

  @Override
  public void append(byte[] bytes) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    long at = channel.size();
    while (left.hasRemaining()) {
      at += channel.write(left, at);
    }
    channel.force(false);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
