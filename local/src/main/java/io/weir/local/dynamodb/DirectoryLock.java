package io.weir.local.dynamodb;

import io.weir.local.http.StartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The right to be alone in a directory: two DynamoDB Locals over one database do not notice each
 * other. The system gives it back when this JVM dies.
 */
record DirectoryLock(FileChannel channel) implements AutoCloseable {

  static DirectoryLock take(Path directory) {
    try {
      Files.createDirectories(directory);
      FileChannel channel =
          FileChannel.open(
              directory.resolve("in-use.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new StartException(
            directory + " is in use: stop what runs there, or choose another directory");
      }
      return new DirectoryLock(channel);
    } catch (IOException e) {
      throw new StartException("cannot keep tables in " + directory + ": " + e, e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }
}
