package io.weir.event;

import io.weir.event.Rejection.Reason;
import io.weir.event.Rejection.Unstorable;
import java.nio.CharBuffer;

/**
 * The one rule of RFC 8259 that the parser does not keep: the four characters behind {@code \\u}
 * are ASCII. It looks at the lower eight bits of a character alone, so that U+0438 would pass for
 * an 8, and the text would be stored as another one than was written.
 */
final class StrictEscapes {

  private static final int DIGITS = 4;

  private StrictEscapes() {}

  /** Refuses a text with an escape that the parser would misread; judges nothing else. */
  static void check(CharBuffer text) throws Unstorable {
    // The array itself: a buffer checks its bounds and its position for every character.
    char[] chars = text.array();
    int start = text.arrayOffset() + text.position();
    int end = text.arrayOffset() + text.limit();
    for (int at = start; at + 1 < end; at++) {
      if (chars[at] == '\\') {
        at++; // what is escaped begins no escape itself
        if (chars[at] == 'u') {
          checkDigits(chars, at + 1, end, start);
        }
      }
    }
  }

  private static void checkDigits(char[] chars, int from, int end, int start) throws Unstorable {
    for (int digit = from; digit < Math.min(from + DIGITS, end); digit++) {
      if (chars[digit] > 0x7F) {
        throw new Unstorable(
            Reason.NOT_JSON,
            "an escape without four hexadecimal digits at char " + (digit - start));
      }
    }
  }
}
