package io.weir.handler.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.event.Event;
import io.weir.event.EventDecoder;
import io.weir.event.EventItem;
import io.weir.event.Origin;
import io.weir.event.StreamRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What an insert is reckoned to weigh in a request. */
class InsertTest {
  private static final Instant NOW = Instant.parse("2026-11-22T20:08:00Z");
  private static final InsertText TABLE = new InsertText("EventLogs");

  /** What is small in an item and large in a request, in few and in many. */
  @ParameterizedTest
  @ValueSource(strings = {"1e37", "1E-130", "\"\"", "\"\\u0001\"", "true", "null", "[]", "{}"})
  void neverWeighsLessThanItIs(String value) {
    for (int count : new int[] {1, 1_000, 20_000}) {
      String values = String.join(",", Collections.nCopies(count, value));
      Event event = event("{\"a\":[" + values + "]}");

      assertThat(Insert.into(TABLE, event, NOW).bytes())
          .as("%d times", count)
          .isGreaterThanOrEqualTo(wire(EventItem.of(event, NOW)));
    }
  }

  private static Event event(String payload) {
    Origin origin = new Origin("orders", "shardId-000000000000", "1", NOW);
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    return (Event)
        new EventDecoder().decode(new StreamRecord(origin, "device-7", ByteBuffer.wrap(bytes)));
  }

  private static long wire(Map<String, AttributeValue> members) {
    return members.entrySet().stream()
        .mapToLong(member -> 2L + text(member.getKey()) + wire(member.getValue()))
        .sum();
  }

  private static long wire(AttributeValue value) {
    return switch (value.type()) {
      case S -> "{\"S\":}".length() + text(value.s());
      case N -> "{\"N\":}".length() + text(value.n());
      case BOOL -> "{\"BOOL\":true}".length();
      case NUL -> "{\"NULL\":true}".length();
      case M -> "{\"M\":{}}".length() + wire(value.m());
      case L -> "{\"L\":[]}".length() + value.l().stream().mapToLong(v -> 1L + wire(v)).sum();
      default -> throw new AssertionError(value);
    };
  }

  private static long text(String text) {
    return 2L + text.chars().map(c -> c < ' ' ? 6 : 1).sum();
  }
}
