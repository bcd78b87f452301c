package io.weir.local.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A client's connection, read and written by hand: no server of the JDK can be told to break one.
 * HTTP/1.1 as far as AWS's SDKs speak it.
 */
final class HttpConnection implements AutoCloseable {

  private static final int LONGEST_LINE = 1 << 16;
  private static final int LARGEST_BODY = 64 << 20;
  private static final int IDLE_MILLIS = 120_000;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  HttpConnection(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(IDLE_MILLIS);
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /** Waits for the next request; nothing when the client has closed the connection. */
  Optional<Request> read() throws IOException {
    String first = line();
    if (first.isEmpty()) {
      return Optional.empty();
    }
    String[] words = first.split(" ", 3);
    if (words.length != 3) {
      throw new IOException("no request: " + first);
    }
    Map<String, String> headers = new HashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      String[] header = line.split(":", 2);
      headers.put(
          header[0].strip().toLowerCase(Locale.ROOT), header.length > 1 ? header[1].strip() : "");
    }
    if (headers.getOrDefault("expect", "").equalsIgnoreCase("100-continue")) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
      out.flush();
    }
    return Optional.of(new Request(words[0], words[1], Map.copyOf(headers), body(headers)));
  }

  /** Sends a whole answer; the connection stays open. */
  void write(Reply reply) throws IOException {
    write(reply, reply.body().length);
  }

  /** Announces the whole answer, sends half of it, and ends the connection. */
  void cut(Reply reply) throws IOException {
    write(reply, reply.body().length / 2);
    socket.shutdownOutput();
    close();
  }

  /** Ends the connection as a host does that has lost its memory: the client reads a reset. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void write(Reply reply, int bytes) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + reply.status() + " -\r\n");
    reply.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Content-Length: " + reply.body().length + "\r\n\r\n");
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head.toString().getBytes(ISO_8859_1));
    all.write(reply.body(), 0, bytes);
    out.write(all.toByteArray());
    out.flush();
  }

  private byte[] body(Map<String, String> headers) throws IOException {
    if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
      return chunks();
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return exactly(length);
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int size;
    do {
      size = Integer.parseInt(line().split(";", 2)[0].strip(), 16);
      body.writeBytes(exactly(size));
      if (!line().isEmpty()) {
        throw new IOException("a chunk that is longer than it says, or a trailer");
      }
    } while (size > 0 && body.size() <= LARGEST_BODY);
    return body.toByteArray();
  }

  private byte[] exactly(int length) throws IOException {
    if (length > LARGEST_BODY) {
      throw new IOException("a body of " + length + " bytes");
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the client went away in the middle of a request");
    }
    return bytes;
  }

  /** Reads up to the end of a line; the end of the stream counts as one. */
  private String line() throws IOException {
    byte[] bytes = new byte[256];
    int length = 0;
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (length == LONGEST_LINE) {
        throw new IOException("a line without an end");
      }
      bytes = length == bytes.length ? Arrays.copyOf(bytes, 2 * length) : bytes;
      bytes[length++] = (byte) next;
    }
    return new String(bytes, 0, length, ISO_8859_1).stripTrailing();
  }
}
