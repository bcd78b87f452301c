package io.weir.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A time as a producer wrote it, read from its start to its end. By hand: a formatter takes longer
 * than the payload's other members.
 *
 * <p>Digits of a fraction beyond nanoseconds are cut off, and the leap second 23:59:60 counts as
 * the second before it, since Java's scale has no such second.
 */
final class TimeText {

  /** From March 1973 to November 2286. */
  private static final int LEAST_SECONDS = 9;

  private static final int MOST_SECONDS = 10;

  /** Milliseconds have three digits more. */
  private static final int MORE_MILLIS = 3;

  private final String text;
  private int at;
  private boolean broken;

  TimeText(String text) {
    this.text = text;
  }

  /** Tells whether the text starts with more digits than a date does. */
  boolean isEpoch() {
    return digits() >= LEAST_SECONDS;
  }

  /** Reads seconds or milliseconds since 1970. */
  Optional<Instant> epoch() {
    int digits = digits();
    boolean millis = digits >= LEAST_SECONDS + MORE_MILLIS && digits <= MOST_SECONDS + MORE_MILLIS;
    boolean seconds = digits >= LEAST_SECONDS && digits <= MOST_SECONDS;
    if ((!millis && !seconds) || text.charAt(0) == '0') {
      return Optional.empty();
    }
    int whole = millis ? digits - MORE_MILLIS : digits;
    String fraction = text.substring(whole, digits);
    at = digits;
    if (skip('.')) {
      int more = digits();
      fraction += text.substring(at, at + more);
      at += more;
      broken |= more == 0;
    }
    return broken || at != text.length()
        ? Optional.empty()
        : Optional.of(
            Instant.ofEpochSecond(Long.parseLong(text.substring(0, whole)), nanos(fraction)));
  }

  /**
   * Reads a date and a time of the day.
   *
   * @param zone of a text that names none; absent if it is no time then
   */
  Optional<Instant> date(Optional<ZoneId> zone) {
    int year = number(4);
    expect('-');
    int month = number(2);
    expect('-');
    int day = number(2);
    broken |= !skip('T') && !skip('t') && !skip(' ');
    int hour = number(2);
    expect(':');
    int minute = number(2);
    int second = 0;
    int nanos = 0;
    if (skip(':')) {
      second = number(2);
      nanos = skip('.') || skip(',') ? fraction() : 0;
    }
    boolean leap = second == 60;
    if (broken) {
      return Optional.empty();
    }
    try {
      LocalDateTime local =
          LocalDateTime.of(year, month, day, hour, minute, leap ? 59 : second, nanos);
      return offsetSeconds(local, zone)
          .map(local.toInstant(ZoneOffset.UTC)::minusSeconds)
          .filter(EventTime::isWritable)
          .filter(time -> !leap || isLastSecondOfADay(time));
    } catch (DateTimeException e) {
      // The right shape, but no day of the calendar or no time of the day.
      return Optional.empty();
    }
  }

  private Optional<Integer> offsetSeconds(LocalDateTime local, Optional<ZoneId> zone) {
    if (at == text.length()) {
      // A time that the zone has twice, or not at all, is none without doubt.
      return zone.map(it -> it.getRules().getValidOffsets(local))
          .filter(offsets -> offsets.size() == 1)
          .map(offsets -> offsets.get(0).getTotalSeconds());
    }
    int seconds = 0;
    if (!skip('Z') && !skip('z')) {
      skip(' ');
      boolean minus = skip('-');
      broken |= !minus && !skip('+');
      int hours = number(2);
      int minutes = skip(':') || at < text.length() ? number(2) : 0;
      broken |= hours > 23 || minutes > 59;
      seconds = (minus ? -60 : 60) * (hours * 60 + minutes);
    }
    return broken || at != text.length() ? Optional.empty() : Optional.of(seconds);
  }

  /** Reads digits as many as there are, at least one. */
  private int fraction() {
    int digits = digits();
    String fraction = text.substring(at, at + digits);
    at += digits;
    broken |= digits == 0;
    return nanos(fraction);
  }

  private int number(int digits) {
    int number = 0;
    for (int i = 0; i < digits; i++) {
      int digit = at < text.length() ? text.charAt(at) - '0' : -1;
      if (digit < 0 || digit > 9) {
        broken = true;
        return 0;
      }
      number = number * 10 + digit;
      at++;
    }
    return number;
  }

  private void expect(char c) {
    broken |= !skip(c);
  }

  private boolean skip(char c) {
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  /** Counts the digits that come next. */
  private int digits() {
    int end = at;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end - at;
  }

  private static int nanos(String fraction) {
    int nanos = 0;
    for (int i = 0; i < 9; i++) {
      nanos = nanos * 10 + (i < fraction.length() ? fraction.charAt(i) - '0' : 0);
    }
    return nanos;
  }

  private static boolean isLastSecondOfADay(Instant time) {
    return Math.floorMod(time.getEpochSecond(), 86_400L) == 86_399L;
  }
}
