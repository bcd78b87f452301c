package io.weir.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.event.StoredEvent.Likeness;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Which events are the same. */
class StoredEventTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void theSameBytesUnderTheSamePartitionKeyAreTheSameEvent() {
    Event event = event("device-1", "{\"eventId\":\"1\",\"v\":22.5}");
    assertThat(stored(event).compare(event)).isEqualTo(Likeness.SAME);
  }

  @Test
  void anotherPartitionKeyIsAnotherEventWhateverItsBytes() {
    Event stored = event("device-1", "{\"eventId\":\"1\",\"v\":22.5}");
    Event other = event("device-2", "{\"eventId\":\"1\",\"v\":22.5}");
    assertThat(stored(stored).compare(other)).isEqualTo(Likeness.OTHER_PARTITION_KEY);
  }

  @Test
  void withoutTheDocumentOtherBytesAreUndecided() {
    Event stored = event("k", "{\"eventId\":\"1\",\"v\":1}");
    Map<String, AttributeValue> item = new HashMap<>(item(stored));
    item.remove(EventItem.DATA);
    Event other = event("k", "{\"eventId\":\"1\",\"v\": 1}");
    assertThat(StoredEvent.of(item).compare(other)).isEqualTo(Likeness.UNDECIDED);
  }

  @Test
  void anItemWithoutAHashProvesNothing() {
    Event event = event("k", "{\"eventId\":\"1\"}");
    Map<String, AttributeValue> item = new HashMap<>(item(event));
    item.remove(EventItem.CONTENT_HASH);
    assertThat(StoredEvent.of(item).compare(event)).isEqualTo(Likeness.NOT_AN_EVENT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"a\":10,\"b\":\"x\"}       | {\"b\": \"x\", \"a\": 10.0}   | SAME",
        "{\"a\":1e2}                  | {\"a\":100}                   | SAME",
        "{\"a\":-0.0}                 | {\"a\":0}                     | SAME",
        "{\"a\":\"\\u00e9\"}          | {\"a\":\"é\"}                 | SAME",
        "{\"a\":[1,[2,{}],null,true]} | {\"a\":[1.0,[2,{ }],null,true]} | SAME",
        "{\"a\":[1,2]}                | {\"a\":[2,1]}                 | OTHER_CONTENT",
        "{\"a\":[1,2]}                | {\"a\":[1]}                   | OTHER_CONTENT",
        "{\"a\":[1]}                  | {\"a\":[1,2]}                 | OTHER_CONTENT",
        "{\"a\":1}                    | {\"a\":\"1\"}                 | OTHER_CONTENT",
        "{\"a\":1}                    | {\"a\":2}                     | OTHER_CONTENT",
        "{\"a\":1}                    | {\"a\":1,\"b\":2}             | OTHER_CONTENT",
        "{\"a\":1,\"b\":2}            | {\"a\":1}                     | OTHER_CONTENT",
        "{\"a\":1,\"b\":2}            | {\"a\":1,\"c\":2}             | OTHER_CONTENT",
        "{\"a\":null}                 | {\"a\":true}                  | OTHER_CONTENT",
        "{\"a\":true}                 | {\"a\":false}                 | OTHER_CONTENT",
        "{\"a\":{}}                   | {\"a\":[]}                    | OTHER_CONTENT",
        "{\"a\":{\"b\":{\"c\":1}}}    | {\"a\":{\"b\":{\"c\":1}},\"x\":\"\"} | OTHER_CONTENT",
      })
  void otherBytesAreTheSameEventIfTheTableKeepsThemAsTheSameDocument(
      String stored, String other, Likeness likeness) {
    Event first = event("k", withId(stored.strip()));
    Event second = event("k", withId(other.strip()));
    assertThat(stored(first).compare(second)).isEqualTo(likeness);
    assertThat(stored(second).compare(first)).isEqualTo(likeness);
  }

  @Test
  void aNumberIsComparedInEveryFormThatDynamoDbReturns() {
    Event event = event("k", "{\"eventId\":\"1\",\"n\":1E+20}");
    Map<String, AttributeValue> item = new HashMap<>(item(event));
    item.put(EventItem.CONTENT_HASH, AttributeValue.fromS("0".repeat(64)));
    item.put(
        EventItem.DATA,
        AttributeValue.fromM(
            Map.of(
                "eventId", AttributeValue.fromS("1"),
                "n", AttributeValue.fromN("100000000000000000000"))));
    assertThat(StoredEvent.of(item).compare(event)).isEqualTo(Likeness.SAME);
  }

  private static String withId(String object) {
    String members = object.substring(1);
    return "{\"eventId\":\"1\"" + (members.equals("}") ? "" : ",") + members;
  }

  private static Event event(String partitionKey, String payload) {
    Origin origin = new Origin("EventStream", "shardId-000000000000", "1", NOW);
    ByteBuffer bytes = ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8));
    return (Event) Records.decode(new StreamRecord(origin, partitionKey, bytes));
  }

  private static StoredEvent stored(Event event) {
    return StoredEvent.of(item(event));
  }

  private static Map<String, AttributeValue> item(Event event) {
    Map<String, AttributeValue> item = new HashMap<>();
    EventItem.of(event, NOW).forEach((name, value) -> item.put(name, value(value)));
    return item;
  }

  private static AttributeValue value(DynamoDbJson json) {
    return value(DynamoDbJsonTree.of(json));
  }

  private static AttributeValue value(JsonNode json) {
    Map.Entry<String, JsonNode> only = json.properties().iterator().next();
    JsonNode inner = only.getValue();
    return switch (only.getKey()) {
      case "S" -> AttributeValue.fromS(inner.textValue());
      case "N" -> AttributeValue.fromN(inner.textValue());
      case "BOOL" -> AttributeValue.fromBool(inner.booleanValue());
      case "NULL" -> AttributeValue.fromNul(true);
      case "L" -> {
        List<AttributeValue> elements = new ArrayList<>();
        inner.forEach(element -> elements.add(value(element)));
        yield AttributeValue.fromL(elements);
      }
      default -> {
        Map<String, AttributeValue> members = new HashMap<>();
        inner
            .properties()
            .forEach(member -> members.put(member.getKey(), value(member.getValue())));
        yield AttributeValue.fromM(members);
      }
    };
  }
}
