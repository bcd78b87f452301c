package io.weir.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Points in time as the table writes them: always UTC, nine fractional digits and a {@code Z}, as
 * in {@code 2026-11-22T20:08:00.123000000Z}.
 *
 * <p>The index sorts times as text, which is right only as long as each of them has the same width.
 * For that reason a year outside 0000 to 9999 is no event's time.
 */
public final class EventTime {

  /** The characters, and bytes, of every written time. */
  static final int LENGTH = 30;

  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private static final Pattern RFC_3339 =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\d)[Tt](\\d\\d:\\d\\d:)(\\d\\d)(?:\\.(\\d++))?"
              + "(?:[Zz]|([+-])([01]\\d|2[0-3]):([0-5]\\d))");

  private EventTime() {}

  /** Returns the one text of a point in time; also what a query of the index compares with. */
  public static String text(Instant time) {
    if (!isWritable(time)) {
      throw new IllegalArgumentException("a year outside 0000 to 9999: " + time);
    }
    LocalDateTime utc =
        LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), ZoneOffset.UTC);
    char[] text = "0000-00-00T00:00:00.000000000Z".toCharArray();
    write(text, 3, utc.getYear());
    write(text, 6, utc.getMonthValue());
    write(text, 9, utc.getDayOfMonth());
    write(text, 12, utc.getHour());
    write(text, 15, utc.getMinute());
    write(text, 18, utc.getSecond());
    write(text, 28, utc.getNano());
    return new String(text);
  }

  /** Writes a number backwards over zeros. By hand: a formatter costs more than the hash does. */
  private static void write(char[] text, int last, int number) {
    int at = last;
    for (int rest = number; rest > 0; rest /= 10) {
      text[at--] = (char) ('0' + rest % 10);
    }
  }

  /** Tells whether a point in time has a text: its year has four digits. */
  static boolean isWritable(Instant time) {
    return !time.isBefore(FIRST) && !time.isAfter(LAST);
  }

  /**
   * Reads an RFC 3339 date-time; empty if it is none. Digits beyond nanoseconds are cut off, and
   * the leap second 23:59:60 counts as the second before it, since Java's scale has no such second.
   */
  static Optional<Instant> parse(String text) {
    Matcher m = RFC_3339.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    boolean leap = m.group(3).equals("60");
    Instant time;
    try {
      time =
          LocalDateTime.of(
                  number(text, 0, 4),
                  number(text, 5, 7),
                  number(text, 8, 10),
                  number(text, 11, 13),
                  number(text, 14, 16),
                  leap ? 59 : number(text, 17, 19))
              .toInstant(ZoneOffset.UTC)
              .plusNanos(nanos(m.group(4)))
              .minusSeconds(offsetSeconds(m));
    } catch (DateTimeException e) {
      // The right shape, but no day of the calendar or no time of the day.
      return Optional.empty();
    }
    return isWritable(time) && (!leap || isLastSecondOfADay(time))
        ? Optional.of(time)
        : Optional.empty();
  }

  /** The pattern has made sure that these are ASCII digits. */
  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  private static boolean isLastSecondOfADay(Instant time) {
    return Math.floorMod(time.getEpochSecond(), 86_400L) == 86_399L;
  }

  private static long nanos(@Nullable String fraction) {
    if (fraction == null) {
      return 0;
    }
    return Long.parseLong((fraction + "000000000").substring(0, 9));
  }

  private static long offsetSeconds(Matcher m) {
    if (m.group(5) == null) {
      return 0;
    }
    long seconds = Long.parseLong(m.group(6)) * 3_600L + Long.parseLong(m.group(7)) * 60L;
    return m.group(5).equals("-") ? -seconds : seconds;
  }
}
