package io.weir.bench.standin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One client's connection: bytes in, whole requests out. One request is under way at a time. */
final class Connection {
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final SocketChannel channel;
  private final ByteBuffer chunk = ByteBuffer.allocate(64 * 1024);
  private byte[] buffer = new byte[64 * 1024];
  private int filled;
  private @Nullable Head head;
  private boolean last;

  Connection(SocketChannel channel) {
    this.channel = channel;
  }

  /**
   * A request.
   *
   * @param path behind the host
   * @param operation of {@code x-amz-target}, empty without one
   * @param body the bytes
   * @param bytes with the head
   */
  record Request(String path, String operation, byte[] body, int bytes) {}

  private record Head(String path, String operation, int start, int length, boolean last) {}

  /** Takes what has arrived; returns false at the end. */
  boolean read() throws IOException {
    chunk.clear();
    int count = channel.read(chunk);
    if (count < 0) {
      return false;
    }
    chunk.flip();
    if (filled + count > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, filled + count));
    }
    chunk.get(buffer, filled, count);
    filled += count;
    return true;
  }

  /** Returns the request that is complete by now, or null. */
  @Nullable Request next() throws IOException {
    Head known = head == null ? parseHead() : head;
    head = known;
    if (known == null || filled < known.start + known.length) {
      return null;
    }
    int end = known.start + known.length;
    byte[] body = Arrays.copyOfRange(buffer, known.start, end);
    System.arraycopy(buffer, end, buffer, 0, filled - end);
    filled -= end;
    head = null;
    last = known.last;
    return new Request(known.path, known.operation, body, end);
  }

  private @Nullable Head parseHead() throws IOException {
    int end = headEnd();
    if (end < 0) {
      return null;
    }
    String[] lines = new String(buffer, 0, end, StandardCharsets.US_ASCII).split("\r\n", -1);
    String operation = "";
    int length = 0;
    boolean close = false;
    for (String line : lines) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      } else if (lower.startsWith("x-amz-target:")) {
        operation = line.substring(line.indexOf('.') + 1).strip();
      } else if (lower.startsWith("connection:")) {
        close = lower.contains("close");
      } else if (lower.startsWith("expect:")) {
        write(ByteBuffer.wrap(CONTINUE));
      }
    }
    return new Head(lines[0].split(" ", -1)[1], operation, end + 4, length, close);
  }

  private int headEnd() {
    for (int i = 0; i + 3 < filled; i++) {
      if (buffer[i] == '\r'
          && buffer[i + 1] == '\n'
          && buffer[i + 2] == '\r'
          && buffer[i + 3] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /**
   * Writes all; a client that waits for an answer reads it. Ends where the client wants no more.
   */
  void answer(ByteBuffer bytes) throws IOException {
    write(bytes);
    if (last) {
      channel.close();
    }
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      if (channel.write(bytes) == 0) {
        Thread.onSpinWait();
      }
    }
  }
}
