package io.weir.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.event.EventSettings;
import io.weir.event.InvalidSettingException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The environment's variables: what they default to, and what is refused. */
class SettingsTest {

  @Test
  void readsHowRecordsBecomeEvents() {
    Settings settings = Settings.from(Map.of("EVENTS", "lines", "EVENT_ID", "/id"));

    assertThat(settings.events().variables())
        .isEqualTo(Map.of("EVENTS", "lines", "EVENT_ID", "/id"));
    assertThatThrownBy(() -> Settings.from(Map.of("EVENT_ID", "id")))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageStartingWith("EVENT_ID=");
  }

  @Test
  void needNothingToBeSet() {
    assertThat(Settings.from(Map.of("POISON", "")))
        .isEqualTo(
            new Settings(
                "EventLogs",
                Optional.empty(),
                Duration.ofSeconds(2),
                8,
                "Weir",
                "weir",
                EventSettings.DEFAULT,
                false));
  }

  @Test
  void takeWhatIsSet() {
    Map<String, String> environment =
        Map.of(
            "TABLE_NAME", "Events-2",
            "POISON", "park",
            "DEAD_LETTER_QUEUE_URL", "https://sqs.us-east-1.amazonaws.com/123456789012/failed",
            "DEADLINE_MARGIN", "PT1.5S",
            "BATCHES_IN_FLIGHT", "16",
            "POWERTOOLS_METRICS_NAMESPACE", "Acme/Events",
            "POWERTOOLS_SERVICE_NAME", "intake",
            "LOG_IDENTITY", "true");

    assertThat(Settings.from(environment))
        .isEqualTo(
            new Settings(
                "Events-2",
                Optional.of(URI.create("https://sqs.us-east-1.amazonaws.com/123456789012/failed")),
                Duration.ofMillis(1500),
                16,
                "Acme/Events",
                "intake",
                EventSettings.DEFAULT,
                true));
  }

  @ParameterizedTest
  @CsvSource({
    "TABLE_NAME, a\"b, [a-zA-Z0-9_.-]{3",
    "POISON, Park, 'report, park'",
    "POISON, park, DEAD_LETTER_QUEUE_URL=\"\"",
    "DEADLINE_MARGIN, 2s, milliseconds",
    "DEADLINE_MARGIN, -1, milliseconds",
    "DEADLINE_MARGIN, 0, from 1 ms",
    "DEADLINE_MARGIN, PT0.0001S, from 1 ms",
    "LOG_IDENTITY, yes, true|false",
    "DEADLINE_MARGIN, PT2H, PT14M",
    "DEADLINE_MARGIN, PT9999999999999H, PT14M",
    "DEADLINE_MARGIN, PT-9999999999999H, from 1 ms",
    "BATCHES_IN_FLIGHT, 0, from 1 to 64",
    "BATCHES_IN_FLIGHT, 65, from 1 to 64",
    "POWERTOOLS_METRICS_NAMESPACE, a b, a-z"
  })
  void refuseAWrongValueInOneLine(String variable, String value, String allowed) {
    assertThatThrownBy(() -> Settings.from(Map.of(variable, value)))
        .isInstanceOf(InvalidSettingException.class)
        .message()
        .contains(allowed)
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:sqs:x",
        "s://h/q",
        "p://127.0.0.1/000000000000/q",
        "https://sqs.us-east-1.amazonaws.com",
        "https://sqs.us-east-1.amazonaws.com/q",
        "https://sqs.us-east-1.amazonaws.com/1/q?Action=x",
        "https:///123456789012/q"
      })
  void refuseAQueueThatIsNoUrlOfOne(String url) {
    assertThatThrownBy(() -> Settings.from(Map.of("POISON", "park", "DEAD_LETTER_QUEUE_URL", url)))
        .hasMessageContaining("DEAD_LETTER_QUEUE_URL=\"" + url + "\" is not allowed");
  }

  @Test
  void refuseAQueueThatKeepsAnOrder() {
    String url = "https://sqs.us-east-1.amazonaws.com/123456789012/failed.fifo";
    assertThatThrownBy(() -> Settings.from(Map.of("POISON", "park", "DEAD_LETTER_QUEUE_URL", url)))
        .hasMessageContaining("a standard queue");
  }

  @Test
  void takeTheTablesNameFromItsArn() {
    String arn = "arn:aws:dynamodb:us-east-1:123456789012:table/Events-2";
    assertThat(Settings.from(Map.of("TABLE_NAME", arn, "AWS_REGION", "us-east-1")).table())
        .isEqualTo("Events-2");
    assertThatThrownBy(() -> Settings.from(Map.of("TABLE_NAME", arn, "AWS_REGION", "eu-west-1")))
        .hasMessageContaining("own region, eu-west-1");
  }
}
