package io.weir.replayer.terminal;

import java.time.Duration;

/**
 * Lengths of time as people write them, in at most six columns: {@code 6d}, {@code 5h30m}, {@code
 * 45s}.
 */
public final class Span {

  private Span() {}

  /** Returns a short text; a negative length is over. */
  public static String of(Duration length) {
    if (length.isNegative()) {
      return "over";
    }
    if (length.toDays() > 1) {
      return length.toDays() + "d";
    }
    if (length.toHours() > 0) {
      return length.toHours() + "h" + length.toMinutesPart() + "m";
    }
    return length.toMinutes() > 0
        ? length.toMinutes() + "m" + length.toSecondsPart() + "s"
        : length.toSeconds() + "s";
  }

  /**
   * Reads a text such as {@code 7d}, {@code 6h}, {@code 30m} or {@code 45s}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Duration parse(String text) {
    if (!text.matches("\\d{1,6}[dhms]")) {
      throw new IllegalArgumentException("write a time as 7d, 6h, 30m or 45s, not " + text);
    }
    long amount = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 'd' -> Duration.ofDays(amount);
      case 'h' -> Duration.ofHours(amount);
      case 'm' -> Duration.ofMinutes(amount);
      default -> Duration.ofSeconds(amount);
    };
  }
}
