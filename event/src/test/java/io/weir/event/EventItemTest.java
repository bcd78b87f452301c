package io.weir.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The item's attributes, their forms, their weight. */
class EventItemTest {
  private static final Instant STORED_AT = Instant.parse("2026-11-22T20:08:01Z");

  @Test
  void anItemHasEveryAttributeOfTheTable() {
    Event event = Records.event("{\"eventId\":\"o-1\",\"timestamp\":\"2026-11-22T20:00:00Z\"}");

    assertThat(DynamoDbJsonTree.item(event, STORED_AT))
        .hasToString(
            """
            {"eventId":{"S":"o-1"},\
            "timestamp":{"S":"2026-11-22T20:00:00.000000000Z"},\
            "data":{"M":{"eventId":{"S":"o-1"},"timestamp":{"S":"2026-11-22T20:00:00Z"}}},\
            "partitionKey":{"S":"device-7"},\
            "origin":{"M":{"stream":{"S":"orders"},"shardId":{"S":"shardId-000000000000"},\
            "sequenceNumber":{"S":"%s"},"arrivedAt":{"S":"2026-11-22T20:08:00.123000000Z"}}},\
            "contentHash":{"S":"%s"},\
            "storedAt":{"S":"2026-11-22T20:08:01.000000000Z"}}"""
                .formatted(Records.SEQUENCE_NUMBER, event.contentHash()));
  }

  @Test
  void anEmptyPartitionKeyIsLeftOutOfTheIndex() {
    StreamRecord record =
        new StreamRecord(
            Records.ORIGIN, "", ByteBuffer.wrap("{}".getBytes(StandardCharsets.UTF_8)));
    Event event = (Event) Records.decode(record);

    ObjectNode item = DynamoDbJsonTree.item(event, STORED_AT);

    assertThat(item.has("partitionKey")).isFalse();
    assertThat(event.size()).isEqualTo(DynamoDbJsonTree.weight(item));
  }

  @Test
  void sizesAreThoseThatDynamoDbCounts() {
    assertThat(weight("\"abc\"")).isEqualTo(3);
    assertThat(weight("\"\u20ac\ud83d\ude00\"")).isEqualTo(7);
    assertThat(weight("true")).isEqualTo(1);
    assertThat(weight("null")).isEqualTo(1);
    assertThat(weight("{}")).isEqualTo(3);
    assertThat(weight("[]")).isEqualTo(3);
    assertThat(weight("[1]")).isEqualTo(6);
    assertThat(weight("[1,1]")).isEqualTo(9);
    assertThat(weight("{\"a\":1}")).isEqualTo(7);
  }

  /**
   * What no JSON text can hold must not break the body of a request, and others' events with it.
   */
  @Test
  void halfASurrogatePairIsNoText() {
    assertThatIllegalArgumentException().isThrownBy(() -> DynamoDbJson.string("\ud83d"));
  }

  @Test
  void whatIsQuotedComesBack() {
    String text = "\"\\/\b\f\n\r\t\u0000\u001f\u007f\u2028\u20ac\ud83d\ude00'";

    assertThat(DynamoDbJsonTree.of(DynamoDbJson.string(text)).path("S").textValue())
        .isEqualTo(text);
    assertThat(
            DynamoDbJsonTree.of(DynamoDbJson.map(Map.of(text, DynamoDbJson.string("x"))))
                .path("M")
                .has(text))
        .isTrue();
  }

  @Test
  void anEventsDataIsAMap() {
    Event event = Records.event("{}");

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Event(
                    event.eventId(),
                    event.timestamp(),
                    DynamoDbJson.string("x"),
                    event.partitionKey(),
                    event.origin(),
                    event.contentHash(),
                    event.size(),
                    event.notes()));
  }

  /** Returns what a value adds to an event, beside its name and its place in the map. */
  private static int weight(String value) {
    return Records.event("{\"v\":" + value + "}").size() - Records.event("{}").size() - 2;
  }
}
