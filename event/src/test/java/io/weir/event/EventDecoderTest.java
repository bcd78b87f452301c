package io.weir.event;

import static io.weir.event.Records.decoded;
import static io.weir.event.Records.event;
import static io.weir.event.Records.fate;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Facts about single payloads; limits, corpora and hostile payloads have tests of their own. */
class EventDecoderTest {

  /** The lower eight bits of U+0438 are those of an 8. */
  @Test
  void anEscapeHasFourAsciiDigits() {
    assertThat(Records.fate("{\"a\":\"\\u161\u0438\"}")).isEqualTo("NOT_JSON");
    assertThat(Records.fate("{\"a\u0438\\u161\u0438\":1}")).isEqualTo("NOT_JSON");
    assertThat(Records.fate("{\"a\":\"\\\\u161\u0438\"}")).isEqualTo("STORED");
    assertThat(Records.fate("{\"a\":\"\\u1618\u0438\"}")).isEqualTo("STORED");
  }

  @Test
  void anObjectBecomesADocument() {
    Event event = event("{\"a\":1,\"b\":[true,null,\"x\"],\"c\":{\"d\":-2.50},\"e\":{},\"f\":[]}");

    assertThat(DynamoDbJsonTree.of(event.data()))
        .hasToString(
            """
            {"M":{"a":{"N":"1"},"b":{"L":[{"BOOL":true},{"NULL":true},{"S":"x"}]},\
            "c":{"M":{"d":{"N":"-2.5"}}},"e":{"M":{}},"f":{"L":[]}}}""");
  }

  @Test
  void anEventKeepsItsRecordsKeyAndOriginAndTheHashOfItsBytes() {
    Event event = event(" {} ");

    assertThat(event.partitionKey()).isEqualTo(Records.PARTITION_KEY);
    assertThat(event.origin()).isEqualTo(Records.ORIGIN);
    assertThat(event.contentHash())
        .isEqualTo("557f9139185990e294bfa33b7425d6a49528c24cd05917b00424353226b8b3fb");
  }

  @Test
  void thePayloadsEventIdIsTheIdentity() {
    assertThat(event("{\"eventId\":\"o-1\"}").eventId()).isEqualTo("o-1");
  }

  @Test
  void theOriginIsTheIdentityOfAnEventWithoutItsOwn() {
    assertThat(event("{\"x\":{\"eventId\":\"inner\"}}").eventId())
        .isEqualTo("orders/shardId-000000000000/" + Records.SEQUENCE_NUMBER);
  }

  @Test
  void thePayloadsTimestampIsTheEventsTime() {
    assertThat(event("{\"timestamp\":\"2026-01-02T03:04:05+01:00\"}").timestamp())
        .isEqualTo(Instant.parse("2026-01-02T02:04:05Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"timestamp\":1}", "{\"timestamp\":\"yesterday\"}"})
  void withoutAValidTimestampTheArrivalIsTheEventsTime(String payload) {
    assertThat(event(payload).timestamp()).isEqualTo(Records.ARRIVED_AT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "EMPTY             | ``",
        "EMPTY             | ` \t\r\n`",
        "NOT_JSON          | {\"a\":}",
        "NOT_JSON          | {\"a\":1",
        "NOT_JSON          | {\"a\":\"x",
        "NOT_JSON          | {\"a\"",
        "NOT_JSON          | {",
        "NOT_JSON          | {\"a\":NaN}",
        "NOT_JSON          | {\"a\":+1}",
        "NOT_JSON          | {\"a\":01}",
        "NOT_JSON          | {\"a\":.5}",
        "NOT_JSON          | {\"a\":1.}",
        "NOT_JSON          | {\"a\":1,}",
        "NOT_JSON          | {\"a\":[1,]}",
        "NOT_JSON          | {'a':1}",
        "NOT_JSON          | {a:1}",
        "NOT_JSON          | [1,",
        "NOT_JSON          | garbage",
        "NOT_JSON          | \"open",
        "TRAILING_CONTENT  | {\"a\":1} garbage",
        "TRAILING_CONTENT  | {\"a\":1}{\"b\":2}",
        "TRAILING_CONTENT  | {\"a\":1}}",
        "TRAILING_CONTENT  | {\"a\":1},",
        "TRAILING_CONTENT  | {} // comment",
        "TRAILING_CONTENT  | [1] 2",
        "NOT_AN_OBJECT     | [1,2]",
        "NOT_AN_OBJECT     | [[1,[2]],{\"a\":1,\"a\":2}]",
        "NOT_AN_OBJECT     | \"text\"",
        "NOT_AN_OBJECT     | 1e400",
        "NOT_AN_OBJECT     | true",
        "NOT_AN_OBJECT     | null",
        "DUPLICATE_KEY     | {\"a\":1,\"a\":1}",
        "DUPLICATE_KEY     | {\"a\":1,\"\\u0061\":1}",
        "DUPLICATE_KEY     | {\"x\":[{\"a\":1,\"b\":2,\"a\":3}]}",
        "LONE_SURROGATE    | {\"a\":\"\\ud800\"}",
        "LONE_SURROGATE    | {\"a\":\"\\udc00\"}",
        "LONE_SURROGATE    | {\"a\":\"\\ud800x\"}",
        "LONE_SURROGATE    | {\"a\":\"\\udc00\\ud800\"}",
        "LONE_SURROGATE    | {\"\\ud800\":1}",
        "LONE_SURROGATE    | {\"eventId\":\"\\ud801\"}",
        "STORED            | {\"a\":\"\\ud83d\\ude00\"}",
        "INVALID_NAME      | {\"\":1}",
        "INVALID_NAME      | {\"a\":[{\"\":1}]}",
        "INVALID_EVENT_ID  | {\"eventId\":\"\"}",
        "INVALID_EVENT_ID  | {\"eventId\":null}",
        "INVALID_EVENT_ID  | {\"eventId\":7.5}",
        "INVALID_EVENT_ID  | {\"eventId\":[\"x\"]}",
        "INVALID_ORIGIN    | {\"weir:origin\":1}",
        "NUMBER_OUT_OF_RANGE | {\"a\":1e126}",
        "NUMBER_OUT_OF_RANGE | {\"a\":[1e99999999999]}",
      })
  void eachPoisonHasItsReason(String reason, String payload) {
    assertThat(fate(payload)).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "BYTE_ORDER_MARK, EFBBBF7B7D",
    "BYTE_ORDER_MARK, EFBBBF",
    "NOT_UTF8, FEFF007B007D",
    "NOT_UTF8, FFFE7B007D00",
    "NOT_UTF8, 007B007D",
    "NOT_UTF8, 7B007D00",
    "NOT_UTF8, 0000007B0000007D",
    "NOT_UTF8, 7B2261223A22C0AF227D",
    "NOT_UTF8, 7B2261223A22EDA080227D",
    "NOT_UTF8, 7B2261223A22E282",
    "NOT_UTF8, F3899AC2",
    "NOT_UTF8, F3899AC20A0000000000000000000000000000000000",
    "NOT_JSON, 7B2261223A2200227D",
    "NOT_JSON, 00",
  })
  void eachWrongEncodingHasItsReason(String reason, String hex) {
    assertThat(fate(HexFormat.of().parseHex(hex))).isEqualTo(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"hunter2\" hunter2}",
        "{\"hunter2\":1,\"hunter2\":2}",
        "{\"hunter2\":\"\\ud800\"}",
        "{\"a\":hunter2}",
        "hunter2",
        "{\"a\":1} hunter2",
        "{\"hunter2\":1e999}",
        "{\"eventId\":[\"hunter2\"]}",
        "{\"weir:origin\":\"hunter2\"}",
        "{\"a\":\"hunter2",
      })
  void aRejectionSaysWhereButNeverWhat(String payload) {
    assertThat(decoded(payload))
        .isInstanceOfSatisfying(
            Rejection.class, r -> assertThat(r.detail()).doesNotContain("hunter2").isNotBlank());
  }

  @Test
  void aRejectionNamesLineAndColumn() {
    assertThat(decoded("{\n  \"a\": 1,\n  \"b\": 1e999\n}"))
        .isEqualTo(
            new Rejection(
                Rejection.Reason.NUMBER_OUT_OF_RANGE,
                "a number beyond 38 digits or beyond 1E-130 to 9.9E+125 at line 3, column 8"));
    assertThat(((Rejection) decoded("{\"a\":\n #}")).detail())
        .isEqualTo("no JSON at line 2, column 2");
  }

  @Test
  void theBuffersPositionIsNeitherIgnoredNorMoved() {
    ByteBuffer buffer =
        ByteBuffer.wrap("xx{\"eventId\":\"o-1\"}yy".getBytes(StandardCharsets.UTF_8));
    buffer.position(2).limit(buffer.capacity() - 2);
    StreamRecord record = new StreamRecord(Records.ORIGIN, Records.PARTITION_KEY, buffer);

    Decoded first = Records.decode(record);

    assertThat(first)
        .isInstanceOfSatisfying(Event.class, e -> assertThat(e.eventId()).isEqualTo("o-1"));
    assertThat(Records.decode(record)).isEqualTo(first);
  }
}
