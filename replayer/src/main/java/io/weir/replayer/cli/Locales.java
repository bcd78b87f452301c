package io.weir.replayer.cli;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Arguments as the locale lets them through. Java reads them in the locale's encoding: under {@code
 * LC_ALL=C} each byte of {@code 温} becomes U+FFFD, and what it was is gone.
 */
final class Locales {

  private Locales() {}

  /** Returns why the arguments are refused, if one of them is not what was typed. */
  static Optional<String> mangled(String... arguments) {
    String name = System.getProperty("sun.jnu.encoding", "UTF-8");
    Charset locale = Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.US_ASCII;
    for (String argument : arguments) {
      if (isMangled(argument, locale)) {
        return Optional.of(
            "an argument has characters that the locale, in %s, cannot read: set a UTF-8 locale, as in LC_ALL=C.UTF-8"
                .formatted(locale));
      }
    }
    return Optional.empty();
  }

  /** Tells whether an argument is not what was typed, in an encoding that it was read in. */
  static boolean isMangled(String argument, Charset locale) {
    if (argument.indexOf('\ufffd') >= 0) {
      return true;
    }
    boolean ascii = argument.chars().allMatch(c -> c < 0x80);
    return !ascii && !locale.equals(StandardCharsets.UTF_8) && isUtf8(argument.getBytes(locale));
  }

  /** Hardly any text in another encoding is UTF-8 by chance. */
  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
