package io.weir.event;

import io.weir.event.Rejection.Reason;
import io.weir.event.Rejection.Unstorable;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 that refuses instead of repairing.
 *
 * <p>Java's usual conversions replace what they cannot read: two different payloads would become
 * one text, and two different identities one key.
 */
final class StrictUtf8 {

  /** What {@link #lengthOf} says of a text that no UTF-8 can carry. */
  static final int LONE_SURROGATE = -1;

  private StrictUtf8() {}

  /** Decodes all bytes, or says at which one it had to stop. */
  static CharBuffer decode(byte[] bytes) throws Unstorable {
    if (bytes.length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF) {
      throw new Unstorable(Reason.BYTE_ORDER_MARK, "a UTF-8 byte order mark at byte 0");
    }
    // A JSON text starts with two ASCII characters, so a zero among them gives a wider form away.
    if (bytes.length >= 2 && (bytes[0] == 0 || bytes[1] == 0)) {
      throw new Unstorable(Reason.NOT_UTF8, "a zero byte at the start, as in UTF-16 or UTF-32");
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    // UTF-8 never needs more chars than bytes, so the output cannot overflow.
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      throw new Unstorable(Reason.NOT_UTF8, "no UTF-8 at byte " + in.position());
    }
    return out.flip();
  }

  /** Counts the bytes of a text in UTF-8, or returns {@link #LONE_SURROGATE}. */
  static int lengthOf(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) >= 0x80) {
        return lengthOf(text.toCharArray(), 0, length);
      }
    }
    return length;
  }

  /** Counts the bytes of some chars in UTF-8, or returns {@link #LONE_SURROGATE}. */
  static int lengthOf(char[] text, int from, int to) {
    int bytes = to - from;
    for (int i = from; i < to; i++) {
      char c = text[i];
      if (c < 0x80) {
        continue;
      }
      if (c < 0x800) {
        bytes += 1;
      } else if (!Character.isSurrogate(c)) {
        bytes += 2;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < to
          && Character.isLowSurrogate(text[i + 1])) {
        // Two chars, four bytes.
        bytes += 2;
        i++;
      } else {
        return LONE_SURROGATE;
      }
    }
    return bytes;
  }
}
