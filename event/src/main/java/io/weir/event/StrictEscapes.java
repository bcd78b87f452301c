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
    int at = 0;
    while (at + 1 < text.length()) {
      boolean escape = text.charAt(at) == '\\';
      if (escape && text.charAt(at + 1) == 'u') {
        checkDigits(text, at + 2);
      }
      at += escape ? 2 : 1; // what is escaped begins no escape itself
    }
  }

  private static void checkDigits(CharBuffer text, int from) throws Unstorable {
    int end = Math.min(from + DIGITS, text.length());
    for (int digit = from; digit < end; digit++) {
      if (text.charAt(digit) > 0x7F) {
        throw new Unstorable(
            Reason.NOT_JSON, "an escape without four hexadecimal digits at char " + digit);
      }
    }
  }
}
