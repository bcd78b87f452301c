package io.weir.replayer.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a journal's file, one after the other, so that no more than one is in memory.
 *
 * <p>A torn last line ends them: one that has no line feed, so its write never returned. Whatever
 * else is not understood is refused, and the file stays as it is: a line that is damaged, and a
 * line whose sum is right, which a newer version has written.
 */
final class JournalLines implements AutoCloseable {

  private static final String MARK = "{\"weir\":\"journal\",\"form\":";
  private static final String FORM = MARK + "2}";

  /**
   * How a file of this form begins. Version 0.1.0 cuts off a last line that it does not understand,
   * and refuses the file for one in the middle: so there are two lines.
   */
  static final byte[] HEAD =
      (FORM + "\n{\"note\":\"version 0.1.0 of the replayer cannot read this file\"}\n")
          .getBytes(StandardCharsets.UTF_8);

  private static final int HEAD_LINES = 2;
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final String location;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;
  private long read;
  private int number;
  private boolean headed;
  private long whole;

  /**
   * Begins with a file's first line.
   *
   * @param location the file, for a person
   */
  JournalLines(InputStream in, String location) {
    this.in = in;
    this.location = location;
  }

  /** Tells whether a file that begins so holds lines of version 0.1.0. */
  static boolean isOfFirstForm(byte[] beginning) {
    int common = Math.min(beginning.length, HEAD.length);
    return !Arrays.equals(beginning, 0, common, HEAD, 0, common)
        && !new String(beginning, StandardCharsets.UTF_8).startsWith(MARK);
  }

  /** Returns how many bytes the whole lines have that were returned, and the head before them. */
  long whole() {
    return whole;
  }

  /** Returns how many bytes were read. */
  long length() {
    return read;
  }

  /** Returns the next entry; null behind the last one. */
  @Nullable Entry entry() {
    String json = json();
    return json == null ? null : understood(json);
  }

  /** Returns the next entry's JSON, its sum right; null behind the last one. */
  @Nullable String json() {
    try {
      for (byte[] line = line(); line != null; line = line()) {
        if (isOfHead(line)) {
          whole = number == HEAD_LINES ? read : 0;
          continue;
        }
        Optional<String> json = EntryCodec.json(line);
        if (json.isPresent()) {
          whole = read;
          return json.get();
        }
        throw new JournalException(
            "line %d of the journal %s is damaged: keep the file, and go on with another one"
                .formatted(number, location));
      }
      return null;
    } catch (IOException e) {
      throw new JournalException("the journal " + location + " cannot be read: " + Fault.of(e), e);
    }
  }

  private boolean isOfHead(byte[] line) {
    if (number == 1) {
      String first = new String(line, StandardCharsets.UTF_8);
      headed = first.equals(FORM);
      if (!headed && first.startsWith(MARK)) {
        throw newer();
      }
    }
    return headed && number <= HEAD_LINES;
  }

  private Entry understood(String json) {
    return EntryCodec.entry(json).orElseThrow(this::newer);
  }

  private JournalException newer() {
    return new JournalException(
        "line %d of the journal %s was made by a newer version of the replayer: use that version"
            .formatted(number, location));
  }

  /** Returns the next line that has a line feed; null if none has. */
  private byte @Nullable [] line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    number++;
    while (at < end || fill()) {
      int from = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      line.write(buffer, from, at - from);
      if (at < end) {
        at++;
        read += line.size() + 1L;
        return line.toByteArray();
      }
    }
    read += line.size();
    EntryCodec.json(line.toByteArray()).ifPresent(this::understood); // torn, or a newer version's
    return null;
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(buffer, 0, BUFFER));
    return end > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
