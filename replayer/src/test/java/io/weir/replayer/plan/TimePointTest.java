package io.weir.replayer.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A time is given as it stands in a log, or as so long ago. */
class TimePointTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T08:30:00Z, 2026-11-24T08:30:00Z",
    "2026-11-24T08:30:00+02:00, 2026-11-24T06:30:00Z",
    "90s, 2026-11-24T09:58:30Z",
    "30m, 2026-11-24T09:30:00Z",
    "24h, 2026-11-23T10:00:00Z",
    "7d, 2026-11-17T10:00:00Z"
  })
  void aTimeIsAnInstantOrSoLongAgo(String text, Instant instant) {
    assertThat(TimePoint.parse(text, NOW)).isEqualTo(instant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "0d", "-1h", "1h30m", "1000000s", "2026-11-24"})
  void nothingElseIsATimeOrADuration(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TimePoint.parse(text, NOW))
        .withMessageContaining("24h");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TimePoint.duration(text))
        .withMessageContaining("24h");
  }

  @Test
  void aDurationHasOneUnit() {
    assertThat(TimePoint.duration("90s")).isEqualTo(Duration.ofSeconds(90));
    assertThat(TimePoint.duration("999999d")).isEqualTo(Duration.ofDays(999_999));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TimePoint.duration("2026-11-24T10:00:00Z"));
  }
}
