package io.weir.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

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

  private static final String SHAPE = "0000-00-00T00:00:00";

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
    if (!hasShape(text)) {
      return Optional.empty();
    }
    int fraction = SHAPE.length();
    int zone = zone(text);
    boolean leap = number(text, 17, 19) == 60;
    Instant time;
    try {
      time =
          LocalDateTime.of(
                  number(text, 0, 4),
                  number(text, 5, 7),
                  number(text, 8, 10),
                  number(text, 11, 13),
                  number(text, 14, 16),
                  leap ? 59 : number(text, 17, 19),
                  zone == fraction ? 0 : nanos(text, fraction + 1, zone))
              .toInstant(ZoneOffset.UTC)
              .minusSeconds(offsetSeconds(text, zone));
    } catch (DateTimeException e) {
      // The right shape, but no day of the calendar or no time of the day.
      return Optional.empty();
    }
    return isWritable(time) && (!leap || isLastSecondOfADay(time))
        ? Optional.of(time)
        : Optional.empty();
  }

  /** By hand, as the number is: a pattern takes longer than the payload's other members. */
  private static boolean hasShape(String text) {
    if (text.length() <= SHAPE.length()) {
      return false;
    }
    for (int i = 0; i < SHAPE.length(); i++) {
      char c = text.charAt(i);
      char shape = SHAPE.charAt(i);
      if (shape == '0' ? !isDigit(c) : c != shape && !(shape == 'T' && c == 't')) {
        return false;
      }
    }
    int zone = zone(text);
    return zone != SHAPE.length() + 1 && isZone(text, zone);
  }

  /** Returns where the fraction ends, if there is one, and the zone begins. */
  private static int zone(String text) {
    int at = SHAPE.length();
    if (text.charAt(at) == '.') {
      at++;
      while (at < text.length() && isDigit(text.charAt(at))) {
        at++;
      }
    }
    return at;
  }

  private static boolean isZone(String text, int at) {
    int length = text.length() - at;
    if (length == 1) {
      return text.charAt(at) == 'Z' || text.charAt(at) == 'z';
    }
    return length == "+00:00".length()
        && (text.charAt(at) == '+' || text.charAt(at) == '-')
        && isDigit(text.charAt(at + 1))
        && isDigit(text.charAt(at + 2))
        && text.charAt(at + 3) == ':'
        && isDigit(text.charAt(at + 4))
        && isDigit(text.charAt(at + 5))
        && number(text, at + 1, at + 3) < 24
        && number(text, at + 4, at + 6) < 60;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Reads what is known to be digits. */
  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + (text.charAt(i) - '0');
    }
    return number;
  }

  private static int nanos(String text, int from, int to) {
    int digits = Math.min(to - from, 9);
    int nanos = number(text, from, from + digits);
    for (int i = digits; i < 9; i++) {
      nanos *= 10;
    }
    return nanos;
  }

  private static int offsetSeconds(String text, int zone) {
    if (text.length() == zone + 1) {
      return 0;
    }
    int seconds = number(text, zone + 1, zone + 3) * 3_600 + number(text, zone + 4, zone + 6) * 60;
    return text.charAt(zone) == '-' ? -seconds : seconds;
  }

  private static boolean isLastSecondOfADay(Instant time) {
    return Math.floorMod(time.getEpochSecond(), 86_400L) == 86_399L;
  }
}
