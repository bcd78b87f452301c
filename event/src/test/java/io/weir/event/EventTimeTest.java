package io.weir.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3339 in, one fixed width out. */
class EventTimeTest {

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
    assertThat(EventTime.parse(text).map(EventTime::text)).contains(written);
    assertThat(written).hasSize(EventTime.LENGTH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-11-22",
        "2026-11-22 20:08:00Z",
        "2026-11-22T20:08Z",
        "2026-11-22T20:08:00",
        "2026-11-22T20:08:00.Z",
        "2026-11-22T20:08:00+0200",
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
    assertThat(EventTime.parse(text)).isEmpty();
  }

  @Test
  void aYearThatWouldNotSortIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventTime.text(Instant.parse("9999-12-31T23:59:59Z").plusSeconds(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventTime.text(Instant.parse("0000-01-01T00:00:00Z").minusNanos(1)));
  }
}
