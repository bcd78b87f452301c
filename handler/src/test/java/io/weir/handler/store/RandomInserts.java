package io.weir.handler.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.event.Event;
import io.weir.event.Origin;
import io.weir.event.StreamRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;

/** Inserts of random events, deep and full of what must be escaped. */
final class RandomInserts {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final InsertText TABLE = new InsertText("EventLogs");
  private static final Instant NOW = Instant.parse("2026-11-22T20:08:00Z");

  private final Random random;
  private final int codePoints;

  /** Makes texts of the first {@code codePoints} code points. */
  RandomInserts(Random random, int codePoints) {
    this.random = random;
    this.codePoints = codePoints;
  }

  Insert next() {
    ObjectNode payload = JSON.createObjectNode().put("eventId", "e" + text());
    payload.set("some", payload(0));
    Origin origin = new Origin("orders", "shardId-000000000000", "1", NOW);
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(payload.toString());
    Event event = InsertTest.decoded(new StreamRecord(origin, "k" + text(), bytes));
    return Insert.into(TABLE, event, NOW);
  }

  private JsonNode payload(int depth) {
    return switch (random.nextInt(depth < 4 ? 6 : 4)) {
      case 0 -> JSON.getNodeFactory().textNode(text());
      case 1 -> JSON.getNodeFactory().numberNode(random.nextInt() / 8.0);
      case 2 -> JSON.getNodeFactory().booleanNode(random.nextBoolean());
      case 3 -> JSON.getNodeFactory().nullNode();
      case 4 -> {
        ArrayNode elements = JSON.createArrayNode();
        for (int i = 0; i < random.nextInt(4); i++) {
          elements.add(payload(depth + 1));
        }
        yield elements;
      }
      default -> {
        ObjectNode members = JSON.createObjectNode();
        for (int i = 0; i < random.nextInt(4); i++) {
          members.set("m" + text(), payload(depth + 1));
        }
        yield members;
      }
    };
  }

  /** Whatever a JSON string may hold, and much that must be escaped in one. */
  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < random.nextInt(12); i++) {
      int bound = random.nextBoolean() ? 0x80 : codePoints;
      int point = random.nextInt(bound);
      text.appendCodePoint(point >= 0xD800 && point <= 0xDFFF ? '"' : point);
    }
    return text.toString();
  }
}
