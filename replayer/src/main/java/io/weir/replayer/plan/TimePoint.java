package io.weir.replayer.plan;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time as a user gives it: RFC 3339, or so long ago. */
public final class TimePoint {

  private static final Pattern AGO = Pattern.compile("([1-9][0-9]{0,5})([smhd])");

  private TimePoint() {}

  /**
   * Reads {@code 2026-11-24T10:00:00Z}, {@code 24h} or {@code 7d}. A relative time is frozen here:
   * the plan holds the instant.
   *
   * @throws IllegalArgumentException with a line for the user
   */
  public static Instant parse(String text, Instant now) {
    Matcher ago = AGO.matcher(text);
    if (ago.matches()) {
      return now.minus(duration(ago));
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "a time is 2026-11-24T10:00:00Z, or how long ago: 90s, 30m, 24h, 7d", e);
    }
  }

  /**
   * Reads a duration like {@code 90s} or {@code 24h}.
   *
   * @throws IllegalArgumentException with a line for the user
   */
  public static Duration duration(String text) {
    Matcher m = AGO.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException("a duration is 90s, 30m, 24h or 7d");
    }
    return duration(m);
  }

  private static Duration duration(Matcher m) {
    long count = Long.parseLong(m.group(1));
    return switch (m.group(2)) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
