package io.weir.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the variables of the environment change. */
class EventSettingsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/id | {\"id\":\"a\",\"eventId\":\"b\"} | a",
        "/id,/eventId | {\"eventId\":\"b\"} | b",
        "/id,/eventId | {\"eventId\":\"b\",\"id\":\"a\"} | a",
        "/detail/id | {\"detail\":{\"id\":\"a\"},\"id\":\"b\"} | a",
        "/records/1/id | {\"records\":[{\"id\":\"a\"},{\"id\":\"b\"}]} | b",
        "/a~1b~0c | {\"a/b~c\":\"x\"} | x",
        "/id | {\"id\":17} | 17",
        "/id | {\"id\":-0} | 0",
        "/id | {\"id\":12345678901234567890123456789012345678} | 12345678901234567890123456789012345678",
        "/detail/id | {\"detail\":\"id\"} | orders/shardId-000000000000/" + Records.SEQUENCE_NUMBER,
      })
  void theFirstPointerThatLeadsToSomethingIsTheIdentity(String set, String payload, String id) {
    assertThat(event(payload, Map.of("EVENT_ID", set)).eventId()).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/id,/eventId | {\"id\":null,\"eventId\":\"b\"}",
        "/id | {\"id\":1.5}",
        "/id | {\"id\":1e3}",
        "/id | {\"id\":\"\"}",
        "/id | {\"id\":true}",
        "/id | {\"id\":[1]}",
        "/id | {\"id\":{}}",
      })
  void anIdentityIsAStringOrAnInteger(String set, String payload) {
    assertThat(Records.decode(Records.of(payload), Map.of("EVENT_ID", set)))
        .isInstanceOfSatisfying(
            Rejection.class,
            it -> assertThat(it.reason()).isEqualTo(Rejection.Reason.INVALID_EVENT_ID));
  }

  @Test
  void inAPartitionKeysScopeNoTwoPairsOfKeyAndIdentityMakeOneText() {
    Map<String, String> settings = Map.of("EVENT_ID_SCOPE", "partition-key");

    assertThat(eventId("a", "b/c", settings)).isEqualTo("a/b/c");
    assertThat(eventId("a/b", "c", settings)).isEqualTo("a%2Fb/c");
    assertThat(eventId("a%2Fb", "c", settings)).isEqualTo("a%252Fb/c");
    assertThat(event("{}", settings).eventId()).isEqualTo(Records.ORIGIN.eventId());
  }

  @Test
  void theKeyIsAPartOfTheIdentitysLength() {
    String payload = "{\"eventId\":\"" + "x".repeat(2040) + "\"}";

    assertThat(event(payload, Map.of()).eventId()).hasSize(2040);
    assertThat(Records.decode(Records.of(payload), Map.of("EVENT_ID_SCOPE", "partition-key")))
        .isInstanceOf(Rejection.class);
  }

  @Test
  void aNumberThatDynamoDbCannotKeepIsTextWhereThatIsSetAndTheEventSaysWhich() {
    String payload = "{\"a\":[1,{\"b/c\":1e200}],\"d\":0.1234567890123456789012345678901234567890}";
    Event event = event(payload, Map.of("NUMBERS", "text-if-needed"));

    assertThat(event.notes().numbersAsText()).containsExactly("/a/1/b~1c", "/d");
    assertThat(Records.fate(payload)).isEqualTo("NUMBER_OUT_OF_RANGE");
    assertThat(event("{\"a\":1}", Map.of("NUMBERS", "text-if-needed")))
        .isEqualTo(event("{\"a\":1}", Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EVENT_ID | id",
        "EVENT_ID | /",
        "EVENT_ID | /a,/a",
        "EVENT_ID | /a,,/b",
        "EVENT_ID | /a~2",
        "EVENT_ID | /1,/2,/3,/4,/5,/6,/7,/8,/9",
        "EVENT_TIME | $.time",
        "EVENT_TIME_ZONE | Berlin",
        "EVENT_ID_SCOPE | key",
        "EVENTS | many",
        "EVENTS | logEvents",
        "NUMBERS | text",
      })
  void aWrongSettingIsRefusedInOneLineThatNamesIt(String name, String value) {
    assertThatExceptionOfType(InvalidSettingException.class)
        .isThrownBy(() -> EventSettings.from(Map.of(name, value)))
        .withMessageStartingWith(name + "=\"" + value + "\" is not allowed: ")
        .matches(e -> String.valueOf(e.getMessage()).lines().count() == 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EVENTS | /detail/log~1events",
        "EVENTS | array",
        "EVENT_ID | /id,/detail/id",
        "EVENT_ID_SCOPE | any-key",
        "EVENT_TIME | /ts",
        "EVENT_TIME_ZONE | Europe/Berlin",
        "NUMBERS | text-if-needed",
      })
  void settingsAreWrittenAsTheyAreRead(String name, String value) {
    EventSettings settings = EventSettings.from(Map.of(name, value));

    assertThat(settings.variables()).isEqualTo(Map.of(name, value));
    assertThat(EventSettings.VARIABLES).contains(name);
    assertThat(settings).isNotEqualTo(EventSettings.DEFAULT);
    assertThat(EventSettings.DEFAULT.variables()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"timestamp\":1767225600} | 2026-01-01T00:00:00Z",
        "{\"timestamp\":1767225600.25} | 2026-01-01T00:00:00.250Z",
        "{\"timestamp\":1767225600123} | 2026-01-01T00:00:00.123Z",
        "{\"timestamp\":1767225600123.5} | 2026-01-01T00:00:00.123500Z",
        "{\"timestamp\":\"1767225600\"} | 2026-01-01T00:00:00Z",
        "{\"timestamp\":\"1767225600123\"} | 2026-01-01T00:00:00.123Z",
        "{\"timestamp\":999999999} | 2001-09-09T01:46:39Z",
        "{\"timestamp\":\"2026-01-01 00:00:00Z\"} | 2026-01-01T00:00:00Z",
        "{\"timestamp\":\"2026-01-01 01:00:00 +0100\"} | 2026-01-01T00:00:00Z",
        "{\"timestamp\":\"2026-01-01T01:00:00+01\"} | 2026-01-01T00:00:00Z",
        "{\"timestamp\":\"2026-01-01T00:00:00,5Z\"} | 2026-01-01T00:00:00.500Z",
        "{\"timestamp\":\"2026-01-01T00:00Z\"} | 2026-01-01T00:00:00Z",
        "{\"timestamp\":null} | 2026-11-22T20:08:00.123Z",
        "{} | 2026-11-22T20:08:00.123Z",
      })
  void aTimeIsReadInEachFormThatHasOneMeaning(String payload, String time) {
    Event event = event(payload, Map.of());

    assertThat(event.timestamp()).isEqualTo(time);
    assertThat(event.notes().timestampIgnored()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-01-01T00:00:00",
        "2026-01-01",
        "1767225600e0",
        "17672256001",
        "1767225600123456",
        "01767225600",
        "-1767225600",
        "2026-01-01T00:00:00+",
        "2026-01-01T00:00:00+01:",
        "2026-01-01T00:00:00+1",
        "Thu, 01 Jan 2026 00:00:00 GMT",
        "now",
      })
  void aTimeThatCannotBeReadIsIgnoredAndTheEventSaysSo(String text) {
    Event event = event("{\"timestamp\":\"" + text + "\"}", Map.of());

    assertThat(event.timestamp()).isEqualTo(Records.ARRIVED_AT);
    assertThat(event.notes().timestampIgnored()).isTrue();
  }

  @Test
  void aTimeWithoutZoneNeedsOneFromTheSettings() {
    Map<String, String> berlin = Map.of("EVENT_TIME_ZONE", "Europe/Berlin", "EVENT_TIME", "/t");

    assertThat(event("{\"t\":\"2026-07-01 02:00\"}", berlin).timestamp())
        .isEqualTo("2026-07-01T00:00:00Z");
    // Clocks show these twice, and not at all.
    for (String doubtful : List.of("2026-10-25T02:30:00", "2026-03-29T02:30:00")) {
      assertThat(event("{\"t\":\"" + doubtful + "\"}", berlin).notes().timestampIgnored()).isTrue();
    }
  }

  private static Event event(String payload, Map<String, String> settings) {
    return (Event) Records.decode(Records.of(payload), settings);
  }

  private static String eventId(String key, String id, Map<String, String> settings) {
    byte[] payload = ("{\"eventId\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8);
    StreamRecord record = new StreamRecord(Records.ORIGIN, key, ByteBuffer.wrap(payload));
    return ((Event) Records.decode(record, settings)).eventId();
  }
}
