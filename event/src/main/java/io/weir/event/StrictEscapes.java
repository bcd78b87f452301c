package io.weir.event;

import io.weir.event.Rejection.Reason;
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
    int length = text.length();
    for (int i = 0; i + 1 < length; i++) {
      if (text.charAt(i) != '\\') {
        continue;
      }
      i++; // what is escaped begins no escape itself
      int end = text.charAt(i) == 'u' ? Math.min(i + DIGITS, length - 1) : i;
      for (int digit = i + 1; digit <= end; digit++) {
        if (text.charAt(digit) > 0x7F) {
          throw new Unstorable(
              Reason.NOT_JSON, "an escape without four hexadecimal digits at char " + digit);
        }
      }
    }
  }
}
