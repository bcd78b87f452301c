package io.weir.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
    Decoded decoded = Records.decode(record);
    if (decoded instanceof Rejection rejection) {
      golden.put("rejection", rejection.reason().name());
    } else {
      Instant storedAt = Instant.parse(golden.path("storedAt").textValue());
      ObjectNode item = DynamoDbJsonTree.item((Event) decoded, storedAt);
      golden.set("item", item);
      golden.put("sizeInBytes", DynamoDbJsonTree.weight(item));
    }
  }
}
