package io.weir.local.kinesis;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.weir.local.kinesis.StreamLog.LogEntry;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * An append-only file of entries: a length, a checksum, the bytes.
 *
 * <h2>Failure semantics</h2>
 *
 * Each append is one write followed by a force to the disk, so an entry survives the end of the
 * process and of the machine. Whatever is left of an entry whose append was cut short stands at the
 * end of the file, was never acknowledged, and is cut off when the file is opened. A bad entry with
 * others behind it is no torn tail but damage, and refuses to open: dropping it would lose
 * acknowledged records in silence.
 */
final class FileLog implements StreamLog {

  private static final int HEADER = 8;

  private final Path file;
  private final FileChannel channel;
  private final LogCodec codec = new LogCodec();
  private boolean broken;

  private FileLog(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Opens a file, creating it if need be, and hands out what it holds. */
  static FileLog open(Path file, Consumer<LogEntry> reader) throws IOException {
    FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
    try {
      FileLog log = new FileLog(file, channel);
      long end = log.replay(reader);
      if (end < channel.size()) {
        channel.truncate(end);
        channel.force(true);
      }
      channel.position(end);
      return log;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  long size() throws IOException {
    return channel.size();
  }

  @Override
  public void append(LogEntry entry) {
    if (broken) {
      throw new UncheckedIOException(
          new IOException(file + " could not be written before, and takes no more entries"));
    }
    broken = true; // until the opposite is known
    try {
      byte[] payload = codec.encode(entry);
      ByteBuffer frame = ByteBuffer.allocate(HEADER + payload.length);
      frame.putInt(payload.length).putInt(checksum(payload)).put(payload).flip();
      while (frame.hasRemaining()) {
        channel.write(frame);
      }
      channel.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    broken = false;
  }

  @Override
  public void delete() {
    close();
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    broken = true;
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns where the last whole entry ends. */
  private long replay(Consumer<LogEntry> reader) throws IOException {
    long size = channel.size();
    long position = 0;
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      while (size - position >= HEADER) {
        int length = in.readInt();
        int checksum = in.readInt();
        long end = position + HEADER + length;
        if (length <= 0 || end > size) {
          requireTail(length == 0 || end > size, position);
          return position;
        }
        byte[] payload = in.readNBytes(length);
        if (checksum(payload) != checksum) {
          requireTail(end == size, position);
          return position;
        }
        reader.accept(codec.decode(payload));
        position = end;
      }
    }
    return position;
  }

  private void requireTail(boolean torn, long position) throws IOException {
    if (!torn) {
      throw new IOException(
          "%s is damaged at byte %d, with more entries behind: restore the file or move it away"
              .formatted(file, position));
    }
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
