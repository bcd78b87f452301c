package io.weir.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The item's attributes, their forms, their weight. */
class EventItemTest {
  private static final Instant STORED_AT = Instant.parse("2026-11-22T20:08:01Z");

  @Test
  void anItemHasEveryAttributeOfTheTable() {
    Event event = Records.event("{\"eventId\":\"o-1\",\"timestamp\":\"2026-11-22T20:00:00Z\"}");

    Map<String, AttributeValue> item = EventItem.of(event, STORED_AT);

    assertThat(item)
        .containsOnlyKeys(
            "eventId", "timestamp", "data", "partitionKey", "origin", "contentHash", "storedAt")
        .containsEntry("eventId", AttributeValue.fromS("o-1"))
        .containsEntry("timestamp", AttributeValue.fromS("2026-11-22T20:00:00.000000000Z"))
        .containsEntry("data", event.data())
        .containsEntry("partitionKey", AttributeValue.fromS("device-7"))
        .containsEntry("contentHash", AttributeValue.fromS(event.contentHash()))
        .containsEntry("storedAt", AttributeValue.fromS("2026-11-22T20:08:01.000000000Z"))
        .containsEntry(
            "origin",
            AttributeValue.fromM(
                Map.of(
                    "stream", AttributeValue.fromS("orders"),
                    "shardId", AttributeValue.fromS("shardId-000000000000"),
                    "sequenceNumber", AttributeValue.fromS(Records.SEQUENCE_NUMBER),
                    "arrivedAt", AttributeValue.fromS("2026-11-22T20:08:00.123000000Z"))));
  }

  @Test
  void anEventComesBackFromItsItem() {
    Event event = Records.event("{\"a\":[1,{\"b\":null}],\"c\":\"\u20ac\"}");

    assertThat(EventItem.event(EventItem.of(event, STORED_AT))).isEqualTo(event);
  }

  @Test
  void anItemOfSomethingElseIsNoEvent() {
    Map<String, AttributeValue> item = new HashMap<>(EventItem.of(Records.event("{}"), STORED_AT));
    item.remove("contentHash");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventItem.event(item))
        .withMessageContaining("contentHash");
  }

  @Test
  void anEmptyPartitionKeyIsLeftOutOfTheIndex() {
    StreamRecord record =
        new StreamRecord(
            Records.ORIGIN, "", ByteBuffer.wrap("{}".getBytes(StandardCharsets.UTF_8)));
    Event event = (Event) new EventDecoder().decode(record);

    Map<String, AttributeValue> item = EventItem.of(event, STORED_AT);

    assertThat(item).doesNotContainKey("partitionKey");
    assertThat(EventItem.event(item)).isEqualTo(event);
    assertThat(EventItem.sizeAround(event.origin(), "") + ItemSize.text(event.eventId()) + 3)
        .isEqualTo(EventItem.sizeInBytes(item));
  }

  @Test
  void whatTheDecoderReckonsAheadIsWhatTheItemWeighs() {
    Event event = Records.event("{}");

    assertThat(
            EventItem.sizeAround(event.origin(), event.partitionKey())
                + ItemSize.text(event.eventId())
                + ItemSize.CONTAINER)
        .isEqualTo(EventItem.sizeInBytes(EventItem.of(event, STORED_AT)));
  }

  @Test
  void sizesAreThoseThatDynamoDbCounts() {
    assertThat(weight(AttributeValue.fromS("abc"))).isEqualTo(3);
    assertThat(weight(AttributeValue.fromS("\u20ac\ud83d\ude00"))).isEqualTo(7);
    assertThat(weight(AttributeValue.fromBool(true))).isEqualTo(1);
    assertThat(weight(AttributeValue.fromNul(true))).isEqualTo(1);
    assertThat(weight(AttributeValue.fromM(Map.of()))).isEqualTo(3);
    assertThat(weight(AttributeValue.fromL(List.of()))).isEqualTo(3);
    AttributeValue one = AttributeValue.fromN("1");
    assertThat(weight(AttributeValue.fromL(List.of(one)))).isEqualTo(6);
    assertThat(weight(AttributeValue.fromL(List.of(one, one)))).isEqualTo(9);
    assertThat(weight(AttributeValue.fromM(Map.of("a", one)))).isEqualTo(7);
  }

  private static int weight(AttributeValue value) {
    return EventItem.sizeInBytes(Map.of("v", value)) - 1;
  }
}
