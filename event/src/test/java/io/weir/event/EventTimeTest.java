package io.weir.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3339 and what is like it in, one fixed width out. */
class EventTimeTest {
  private static final Pattern RFC_3339 =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\d)[Tt ](\\d\\d:\\d\\d(?::\\d\\d)?)(?:(?<=:\\d\\d:\\d\\d)[.,](\\d{1,9})\\d*)?"
              + "(?:[Zz]| ?([+-])([01]\\d|2[0-3])(?::?([0-5]\\d))?)");

  @ParameterizedTest
  @CsvSource({
    "2026-11-22T20:08:00Z, 2026-11-22T20:08:00.000000000Z",
    "2026-11-22t20:08:00z, 2026-11-22T20:08:00.000000000Z",
    "2026-11-22T20:08:00.5Z, 2026-11-22T20:08:00.500000000Z",
    "2026-11-22T20:08:00.123456789987654321Z, 2026-11-22T20:08:00.123456789Z",
    "2026-11-22T20:08:00+02:30, 2026-11-22T17:38:00.000000000Z",
    "2026-11-22T20:08:00-23:59, 2026-11-23T20:07:00.000000000Z",
    "2026-11-22T20:08:00-00:00, 2026-11-22T20:08:00.000000000Z",
    "2024-02-29T00:00:00Z, 2024-02-29T00:00:00.000000000Z",
    "0000-01-01T00:00:00Z, 0000-01-01T00:00:00.000000000Z",
    "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999999999Z",
    "2016-12-31T23:59:60Z, 2016-12-31T23:59:59.000000000Z",
    "2016-12-31T15:59:60-08:00, 2016-12-31T23:59:59.000000000Z",
  })
  void aValidTimeIsWrittenInUtcWithNineDigits(String text, String written) {
    assertThat(time(text).map(EventTime::text)).contains(written);
    assertThat(written).hasSize(EventTime.LENGTH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-11-22",
        "2026-11-22T20:08:00",
        "2026-11-22T20:08:00.Z",
        "2026-11-22T20:08:00+24:00",
        "2026-11-22T20:08:00+02:60",
        "2026-11-22T24:00:00Z",
        "2026-11-22T20:60:00Z",
        "2026-11-22T20:08:60Z",
        "2026-11-22T20:08:61Z",
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "0000-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
        "+12026-11-22T20:08:00Z",
        "-0001-11-22T20:08:00Z",
        "2026-11-22T20:08:00Z ",
        "٢٠٢٦-11-22T20:08:00Z",
      })
  void anythingElseIsNoTime(String text) {
    assertThat(time(text)).isEmpty();
  }

  /** Against java.time's own parser of local times, whose seconds end at 59. */
  @Test
  void aRandomTextIsReadAsAPatternAndJavaReadIt() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int times = 0;
    for (int i = 0; i < 50_000; i++) {
      String text = randomText(random);
      if (!text.startsWith("60", 17)) {
        Optional<Instant> expected = read(text);
        assertThat(time(text)).as("seed %d: %s", seed, text).isEqualTo(expected);
        times += expected.isPresent() ? 1 : 0;
      }
    }
    assertThat(times).as("seed %d", seed).isBetween(5_000, 45_000);
  }

  private static Optional<Instant> time(String text) {
    return EventTime.read(new Scalar.Text(text), Optional.empty());
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder("2026-11-22T20:08:00");
    if (random.nextBoolean()) {
      text.append('.').append(random.nextLong() >>> (1 + random.nextInt(60)));
    }
    text.append(random.nextBoolean() ? "Z" : "+02:30");
    for (int n = random.nextInt(4); n > 0; n--) {
      char c = "0123456789-:+.TtZz \u0660".charAt(random.nextInt(20));
      text.setCharAt(random.nextInt(text.length()), c);
    }
    return text.toString();
  }

  private static Optional<Instant> read(String text) {
    Matcher m = RFC_3339.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    try {
      Instant local =
          LocalDateTime.parse(
                  m.group(1) + "T" + m.group(2) + (m.group(3) == null ? "" : "." + m.group(3)))
              .toInstant(ZoneOffset.UTC);
      Duration offset =
          m.group(4) == null
              ? Duration.ZERO
              : Duration.parse(
                  "PT" + m.group(5) + "H" + Objects.requireNonNullElse(m.group(6), "0") + "M");
      Instant time = "-".equals(m.group(4)) ? local.plus(offset) : local.minus(offset);
      return Optional.of(time).filter(EventTime::isWritable);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  @Test
  void aYearThatWouldNotSortIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventTime.text(Instant.parse("9999-12-31T23:59:59Z").plusSeconds(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventTime.text(Instant.parse("0000-01-01T00:00:00Z").minusNanos(1)));
  }
}
