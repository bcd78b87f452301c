package io.weir.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A record's origin, carried inside its payload while the record is put to a stream again.
 *
 * <p>The tag is the first member of the payload's object, written directly behind the opening
 * brace: {@code "weir:origin":["stream","shardId","sequenceNumber","arrivedAt"]}, and a comma when
 * the object has members of its own. Behind the number stands the event's place in its record,
 * where that holds several: {@code 4959…#3}. The decoder takes exactly these bytes out again, so
 * that the original bytes, and with them the content hash, come back. Why it is done this way:
 * docs/decisions/0001-identity-survives-a-re-put.md.
 */
public final class OriginTag {

  /** The tag's member name, reserved at the top level of every payload. */
  public static final String NAME = "weir:origin";

  private static final Pattern NAME_FORM = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");
  private static final Pattern SEQUENCE_NUMBER_FORM = Pattern.compile("0|[1-9][0-9]{0,128}");
  private static final String COUNT_FORM = "(?:0|[1-9][0-9]{0,6})";
  private static final Pattern PLACE_FORM =
      Pattern.compile("(?:#%1$s(?:\\.%1$s)?)?".formatted(COUNT_FORM));

  private static final Pattern TAG =
      Pattern.compile(
          ("\"" + NAME + "\":\\[\"(" + NAME_FORM + ")\",\"(" + NAME_FORM + ")\",")
              + ("\"(" + SEQUENCE_NUMBER_FORM + ")(" + PLACE_FORM + ")\",")
              + "\"([0-9T:.-]{16,29}Z)\"\\]");

  private static final byte[] START = ("\"" + NAME + "\":[").getBytes(StandardCharsets.US_ASCII);

  /** No tag is longer than this, whatever its origin. */
  static final int MAX_LENGTH = 512;

  private OriginTag() {}

  /**
   * Returns the payload with the origin inside. A payload that has a tag already keeps it: the
   * first origin is the one that counts.
   *
   * @throws IllegalArgumentException if {@link #fits} says no, or the origin is no Kinesis
   *     coordinate
   */
  public static ByteBuffer put(ByteBuffer payload, Origin origin) {
    byte[] bytes = bytesOf(payload);
    int brace = JsonSpace.end(bytes, 0);
    if (!startsObject(bytes, brace)) {
      throw new IllegalArgumentException("only a JSON object can carry its origin");
    }
    if (find(bytes).isPresent()) {
      return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }
    boolean empty = endsObject(bytes, brace + 1);
    byte[] tag = (text(origin) + (empty ? "" : ",")).getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(bytes.length + tag.length)
        .put(bytes, 0, brace + 1)
        .put(tag)
        .put(bytes, brace + 1, bytes.length - brace - 1)
        .flip()
        .asReadOnlyBuffer();
  }

  /** Tells whether a payload can carry a tag: it starts like a JSON object. */
  public static boolean fits(ByteBuffer payload) {
    byte[] bytes = bytesOf(payload);
    return startsObject(bytes, JsonSpace.end(bytes, 0));
  }

  /** Takes the tag out, if there is a well-formed one. */
  public static Untagged strip(byte[] payload) {
    return find(payload).orElseGet(() -> new Untagged(payload, Optional.empty()));
  }

  private static Optional<Untagged> find(byte[] payload) {
    int start = JsonSpace.end(payload, 0) + 1;
    if (start >= payload.length || payload[start - 1] != '{' || !startsTag(payload, start)) {
      return Optional.empty();
    }
    int window = Math.min(payload.length - start, MAX_LENGTH);
    Matcher m = TAG.matcher(new String(payload, start, window, StandardCharsets.ISO_8859_1));
    if (!m.lookingAt()) {
      return Optional.empty();
    }
    Instant arrivedAt;
    try {
      arrivedAt = Instant.parse(m.group(5));
    } catch (DateTimeException e) {
      // The member stays in place and is refused by name: only Weir may write it.
      return Optional.empty();
    }
    if (!EventTime.isWritable(arrivedAt)) {
      // As above: Java's years go further than an item's, and no stream has accepted such a record.
      return Optional.empty();
    }
    int end = start + m.end();
    boolean comma = end < payload.length && payload[end] == ',';
    if (comma) {
      end++;
    }
    if (comma == endsObject(payload, end)) {
      // As above: without the tag another text would remain than the one that was tagged.
      return Optional.empty();
    }
    byte[] rest = Arrays.copyOf(payload, payload.length - (end - start));
    System.arraycopy(payload, end, rest, start, payload.length - end);
    Origin origin = new Origin(m.group(1), m.group(2), m.group(3), m.group(4), arrivedAt);
    return Optional.of(new Untagged(rest, Optional.of(origin)));
  }

  /** Spares nearly every payload the pattern. */
  private static boolean startsTag(byte[] payload, int at) {
    int end = at + START.length;
    return end <= payload.length && Arrays.equals(payload, at, end, START, 0, START.length);
  }

  private static String text(Origin origin) {
    String tag =
        "\"%s\":[\"%s\",\"%s\",\"%s%s\",\"%s\"]"
            .formatted(
                NAME,
                origin.stream(),
                origin.shardId(),
                origin.sequenceNumber(),
                origin.place(),
                origin.arrivedAt());
    if (!TAG.matcher(tag).matches()) {
      throw new IllegalArgumentException("no Kinesis coordinate: " + origin.eventId());
    }
    return tag;
  }

  /** Tells whether an object's end comes next, or the text's. */
  private static boolean endsObject(byte[] bytes, int at) {
    int next = JsonSpace.end(bytes, at);
    return next == bytes.length || bytes[next] == '}';
  }

  private static boolean startsObject(byte[] bytes, int at) {
    return at < bytes.length && bytes[at] == '{';
  }

  private static byte[] bytesOf(ByteBuffer payload) {
    byte[] bytes = new byte[payload.remaining()];
    payload.duplicate().get(bytes);
    return bytes;
  }

  /**
   * A payload as its producer put it.
   *
   * @param payload the bytes without the tag
   * @param origin what the tag said, if there was one
   */
  public record Untagged(byte[] payload, Optional<Origin> origin) {}

  /** The four bytes that JSON allows between its tokens. */
  static final class JsonSpace {
    private JsonSpace() {}

    /** Returns the index of the first byte, from the given one on, that is no white space. */
    static int end(byte[] bytes, int from) {
      int i = from;
      while (i < bytes.length && isSpace(bytes[i])) {
        i++;
      }
      return i;
    }

    private static boolean isSpace(byte b) {
      return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
  }
}
