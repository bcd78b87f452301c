package io.weir.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alarms at the ends of what may be asked for, where they could not sound, or not in time. */
@NeedsNode
@Timeout(300)
class ExtremesTest {

  @Test
  void theLongestTimeoutAndTheShortestQueueHaveAlarmsThatCanSound(@TempDir Path out) {
    JsonNode template =
        Synthesis.template(
            Map.of("timeout", "15m", "queueRetention", "1h", "visibility", "15m"), out);

    assertThat(window(template, "errors")).isEqualTo("1 x 900");
    assertThat(window(template, "slow")).isEqualTo("1 x 900");
    assertThat(window(template, "iterator-age")).isEqualTo("1 x 900");
    assertThat(window(template, "dead-letters-wait")).isEqualTo("6 x 300");
  }

  /** An invocation may begin five minutes after the last one has ended (C6). */
  @Test
  void theLongestBatchWindowHasAlarmsThatHear(@TempDir Path out) {
    AlarmTableTest.prove(
        Synthesis.template(Map.of("batchWindow", "5m", "maxRecordAge", "10m"), out));
  }

  /**
   * A second over a minute needs two; two days are the last that fit into short periods (CW-62).
   */
  @Test
  void periodsAreRoundedUpAndWindowsDown(@TempDir Path out) {
    JsonNode template =
        Synthesis.template(
            Map.of("timeout", "61s", "queueRetention", "48h", "streamRetention", "50h"), out);

    assertThat(window(template, "errors")).isEqualTo("2 x 120");
    assertThat(window(template, "dead-letters-wait")).isEqualTo("288 x 300");
  }

  private static String window(JsonNode template, String name) {
    JsonNode alarm =
        template
            .path("Resources")
            .valueStream()
            .map(it -> it.path("Properties"))
            .filter(it -> it.path("AlarmName").asText().equals("weir-dev-" + name))
            .findFirst()
            .orElseThrow();
    return alarm.path("EvaluationPeriods").asText() + " x " + alarm.findValue("Period").asText();
  }
}
