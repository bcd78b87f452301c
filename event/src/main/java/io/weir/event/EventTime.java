package io.weir.event;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
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
   * Reads the time that a payload's value stands for; empty if it stands for none without doubt.
   *
   * <p>A text is a date and a time of RFC 3339, also with a space instead of the {@code T}, without
   * seconds, with a comma before the fraction, or with a zone such as {@code +0100} or {@code +01}.
   * A number, or a text of digits, is the seconds or milliseconds since 1970, told by its length,
   * from 1973 to 2286.
   *
   * @param zone of texts that name none; absent if such a text is no time
   */
  static Optional<Instant> read(Scalar value, Optional<ZoneId> zone) {
    if (value instanceof Scalar.Numeral number) {
      return new TimeText(number.literal()).epoch();
    }
    if (value instanceof Scalar.Text text) {
      TimeText time = new TimeText(text.text());
      return time.isEpoch() ? time.epoch() : time.date(zone);
    }
    return Optional.empty();
  }
}
