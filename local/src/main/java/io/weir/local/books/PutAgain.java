package io.weir.local.books;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A record that the replayer has put into the stream again: its origin is in front of its payload's
 * members, and the rest is what was put first, or its repair.
 *
 * @param origin where the record was first
 * @param payload the hash of the bytes without the origin
 */
public record PutAgain(Position origin, Hash payload) {

  private static final Pattern TAGGED =
      Pattern.compile(
          "(?s)([ \\t\\r\\n]*\\{)"
              + "\"weir:origin\":\\[\"([^\"]+)\",\"([^\"]+)\",\"(\\d{1,129})\",\"[^\"]+\"\\],?(.*)");

  /** Returns what a payload carries; nothing if it carries no origin in this stream. */
  public static Optional<PutAgain> of(byte[] data, String stream) {
    Matcher tagged = TAGGED.matcher(new String(data, ISO_8859_1));
    if (!tagged.matches() || !tagged.group(2).equals(stream)) {
      return Optional.empty();
    }
    byte[] payload = (tagged.group(1) + tagged.group(5)).getBytes(ISO_8859_1);
    return Optional.of(
        new PutAgain(Position.of(tagged.group(3), tagged.group(4)), Hash.of(payload)));
  }
}
