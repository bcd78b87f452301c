package io.weir.handler.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.event.Event;
import io.weir.event.EventDecoder;
import io.weir.event.EventSettings;
import io.weir.event.Origin;
import io.weir.event.StreamRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A statement and its parameters. */
class InsertTest {
  private static final Instant NOW = Instant.parse("2026-11-22T20:08:00Z");
  private static final InsertText TABLE = new InsertText("EventLogs");

  @Test
  void hasAParameterForEachAttributeOfTheText() throws IOException {
    JsonNode insert = json(Insert.into(TABLE, event("{\"a\":1}", "device-7"), NOW));

    assertThat(insert.path("Statement").textValue())
        .isEqualTo(
            "INSERT INTO \"EventLogs\" VALUE {'eventId': ?, 'timestamp': ?, 'data': ?,"
                + " 'partitionKey': ?, 'origin': ?, 'contentHash': ?, 'storedAt': ?}");
    assertThat(insert.path("Parameters")).hasSize(7);
    assertThat(insert.at("/Parameters/2")).hasToString("{\"M\":{\"a\":{\"N\":\"1\"}}}");
    assertThat(insert.at("/Parameters/3")).hasToString("{\"S\":\"device-7\"}");
    assertThat(insert.at("/Parameters/6"))
        .hasToString("{\"S\":\"2026-11-22T20:08:00.000000000Z\"}");
  }

  @Test
  void anAttributeThatIsLeftOutIsNotInTheTextEither() throws IOException {
    JsonNode insert = json(Insert.into(TABLE, event("{}", ""), NOW));

    assertThat(insert.path("Statement").textValue()).doesNotContain("partitionKey");
    assertThat(insert.path("Parameters")).hasSize(6);
  }

  /** What is small in an item and large in a request, in few and in many. */
  @ParameterizedTest
  @ValueSource(strings = {"1e37", "1E-130", "\"\"", "\"\\u0001\"", "true", "null", "[]", "{}"})
  void weighsWhatItWrites(String value) throws IOException {
    for (int count : new int[] {0, 1, 1_000, 20_000}) {
      String values = String.join(",", Collections.nCopies(count, value));
      Insert insert = Insert.into(TABLE, event("{\"a\":[" + values + "]}", "device-7"), NOW);

      byte[] room = new byte[insert.length() + 2];

      assertThat(insert.copyTo(room, 1)).as("%d times", count).isEqualTo(insert.length() + 1);
      assertThat(room[0] + room[room.length - 1]).isZero();
      assertThat(json(insert).at("/Parameters/2/M/a/L")).hasSize(count);
    }
  }

  private static JsonNode json(Insert insert) throws IOException {
    byte[] bytes = new byte[insert.length()];
    insert.copyTo(bytes, 0);
    return JsonMapper.builder().build().readTree(bytes);
  }

  private static Event event(String payload, String partitionKey) {
    Origin origin = new Origin("orders", "shardId-000000000000", "1", NOW);
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    return decoded(new StreamRecord(origin, partitionKey, ByteBuffer.wrap(bytes)));
  }

  /** Returns the event that a record is. */
  static Event decoded(StreamRecord record) {
    EventDecoder decoder = new EventDecoder(EventSettings.DEFAULT);
    return (Event) decoder.judge(decoder.parts(record).get(0));
  }
}
