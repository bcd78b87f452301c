package io.weir.chaos.simulate;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A record that was put into the stream again with its origin inside, read by the checker's code.
 *
 * @param origin where it was at first, as an identity
 * @param payload what it was at first
 */
record Again(String origin, byte[] payload) {

  private static final Pattern TAGGED =
      Pattern.compile(
          "\\{\"weir:origin\":\\[\"([^\"]+)\",\"([^\"]+)\",\"([^\"]+)\",\"[^\"]+\"],?(.*)",
          Pattern.DOTALL);

  /** Returns what a payload carries; nothing if it is put for the first time. */
  static Optional<Again> in(byte[] payload) {
    Matcher tagged = TAGGED.matcher(new String(payload, StandardCharsets.ISO_8859_1));
    if (!tagged.matches()) {
      return Optional.empty();
    }
    String origin = tagged.group(1) + "/" + tagged.group(2) + "/" + tagged.group(3);
    byte[] before = ("{" + tagged.group(4)).getBytes(StandardCharsets.ISO_8859_1);
    return Optional.of(new Again(origin, before));
  }
}
