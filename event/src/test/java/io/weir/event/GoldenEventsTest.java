package io.weir.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The golden files of {@code testdata/events}. */
class GoldenEventsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @ParameterizedTest
  @MethodSource("cases")
  void aPayloadBecomesItsItem(Path payload) throws IOException {
    String name = payload.getFileName().toString().replace(".payload", "");
    JsonNode expected = JSON.readTree(payload.resolveSibling(name + ".expected.json").toFile());

    ObjectNode actual = expected.deepCopy();
    judge(record(expected.path("record"), Files.readAllBytes(payload)), actual);

    assertThat(actual.toPrettyString()).isEqualTo(expected.toPrettyString());
  }

  static List<Path> cases() {
    List<Path> cases =
        Corpora.files(Corpora.own("testdata/events")).stream()
            .filter(file -> file.toString().endsWith(".payload"))
            .toList();
    assertThat(cases).hasSizeGreaterThan(10);
    return cases;
  }

  static StreamRecord record(JsonNode record, byte[] payload) {
    Origin origin =
        new Origin(
            record.path("stream").textValue(),
            record.path("shardId").textValue(),
            record.path("sequenceNumber").textValue(),
            Instant.parse(record.path("arrivedAt").textValue()));
    return new StreamRecord(
        origin, record.path("partitionKey").textValue(), ByteBuffer.wrap(payload));
  }

  /** Puts the verdict into a case, in place of the one that is there. */
  static void judge(StreamRecord record, ObjectNode golden) {
    golden.remove(List.of("item", "sizeInBytes", "rejection"));
    Decoded decoded = new EventDecoder().decode(record);
    if (decoded instanceof Rejection rejection) {
      golden.put("rejection", rejection.reason().name());
    } else {
      Instant storedAt = Instant.parse(golden.path("storedAt").textValue());
      Map<String, AttributeValue> item = EventItem.of((Event) decoded, storedAt);
      golden.set("item", attributes(item));
      golden.put("sizeInBytes", EventItem.sizeInBytes(item));
    }
  }

  private static ObjectNode attributes(Map<String, AttributeValue> map) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    map.forEach((name, value) -> node.set(name, attribute(value)));
    return node;
  }

  private static ObjectNode attribute(AttributeValue value) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    return switch (value.type()) {
      case S -> node.put("S", value.s());
      case N -> node.put("N", value.n());
      case BOOL -> node.put("BOOL", value.bool());
      case NUL -> node.put("NULL", true);
      case M -> node.set("M", attributes(value.m()));
      case L -> {
        value.l().forEach(element -> node.withArray("L").add(attribute(element)));
        yield node.has("L") ? node : node.set("L", JsonNodeFactory.instance.arrayNode());
      }
      default -> throw new AssertionError("no golden form for " + value.type());
    };
  }
}
