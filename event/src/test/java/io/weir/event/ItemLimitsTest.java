package io.weir.event;

import static io.weir.event.Records.decoded;
import static io.weir.event.Records.event;
import static io.weir.event.Records.fate;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both sides of every border that DynamoDB draws around an item. */
class ItemLimitsTest {
  private static final Instant STORED_AT = Instant.parse("2026-11-22T20:09:00Z");

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":,}", "[,]"})
  void thirtyOneLevelsAroundAScalarAreAcceptedAndThirtyTwoAreNot(String level) {
    assertThat(fate(nested(30, level, "1"))).isEqualTo("STORED");
    assertThat(fate(nested(31, level, "1"))).isEqualTo("TOO_DEEP");
  }

  @ParameterizedTest
  @CsvSource({"{}", "[]"})
  void anEmptyContainerIsALevelToo(String leaf) {
    assertThat(fate(nested(29, "[,]", leaf))).isEqualTo("STORED");
    assertThat(fate(nested(30, "[,]", leaf))).isEqualTo("TOO_DEEP");
  }

  @Test
  void depthIsCountedAlongOnePath() {
    String deepest = nested(30, "[,]", "1");

    assertThat(fate("{\"x\":" + deepest + ",\"y\":" + deepest + "}")).isEqualTo("TOO_DEEP");
    assertThat(fate(deepest.substring(0, deepest.length() - 1) + ",\"y\":[[1],[2]]}"))
        .isEqualTo("STORED");
  }

  @Test
  void anItemOfExactly400KbIsAcceptedAndOneByteMoreIsNot() {
    int around = size("{\"v\":\"\"}");
    int room = 409_600 - around;

    assertThat(size("{\"v\":\"" + "x".repeat(room) + "\"}")).isEqualTo(409_600);
    assertThat(fate("{\"v\":\"" + "x".repeat(room + 1) + "\"}")).isEqualTo("TOO_LARGE");
  }

  @Test
  void namesCountAsMuchAsValues() {
    int around = size("{\"v\":\"\"}");
    String name = "n".repeat(60_000);
    int room = 409_600 - around - 60_000 - 1 - 1;

    assertThat(size("{\"" + name + "\":true,\"v\":\"" + "x".repeat(room) + "\"}"))
        .isEqualTo(409_600);
    assertThat(fate("{\"" + name + "\":true,\"v\":\"" + "x".repeat(room + 1) + "\"}"))
        .isEqualTo("TOO_LARGE");
  }

  @Test
  void bytesAreCountedAndNotCharacters() {
    int room = 409_600 - size("{\"v\":\"\"}");

    assertThat(size("{\"v\":\"" + "\u20ac".repeat(room / 3) + "x".repeat(room % 3) + "\"}"))
        .isEqualTo(409_600);
    assertThat(fate("{\"v\":\"" + "\u20ac".repeat(room / 3) + "x".repeat(room % 3 + 1) + "\"}"))
        .isEqualTo("TOO_LARGE");
    assertThat(fate("{\"v\":\"" + "\\ud83d\\ude00".repeat(room / 4) + "\"}")).isEqualTo("STORED");
    assertThat(fate("{\"v\":\"" + "\\ud83d\\ude00".repeat(room / 4 + 1) + "\"}"))
        .isEqualTo("TOO_LARGE");
  }

  @Test
  void anEventIdCountsInTheDocumentAndAsTheKey() {
    String id = "i".repeat(2048);
    int around = size("{\"eventId\":\"" + id + "\",\"v\":\"\"}");
    String start = "{\"eventId\":\"" + id + "\",\"v\":\"";

    assertThat(size(start + "x".repeat(409_600 - around) + "\"}")).isEqualTo(409_600);
    assertThat(fate(start + "x".repeat(409_601 - around) + "\"}")).isEqualTo("TOO_LARGE");
  }

  @Test
  void theStreamsOwnKeyCountsToo() {
    String payload = "{\"v\":\"" + "x".repeat(409_600 - size("{\"v\":\"\"}")) + "\"}";
    StreamRecord record =
        new StreamRecord(
            Records.ORIGIN,
            Records.PARTITION_KEY + "8",
            ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8)));

    assertThat(Records.decode(record))
        .isInstanceOfSatisfying(
            Rejection.class, r -> assertThat(r.reason()).isEqualTo(Rejection.Reason.TOO_LARGE));
  }

  @Test
  void whiteSpaceAndEscapesDoNotCount() {
    String payload = " ".repeat(500_000) + "{\"v\":\"" + "\\u0041".repeat(100_000) + "\"}";

    assertThat(size(payload)).isEqualTo(size("{\"v\":\"\"}") + 100_000);
  }

  @Test
  void aNameIsShorterThan64KbInBytes() {
    assertThat(fate("{\"" + "n".repeat(65_535) + "\":1}")).isEqualTo("STORED");
    assertThat(fate("{\"" + "n".repeat(65_536) + "\":1}")).isEqualTo("INVALID_NAME");
    assertThat(fate("{\"a\":[{\"" + "\u00e9".repeat(32_767) + "\":1}]}")).isEqualTo("STORED");
    assertThat(fate("{\"a\":[{\"" + "\u00e9".repeat(32_768) + "\":1}]}")).isEqualTo("INVALID_NAME");
  }

  @Test
  void anEventIdHasAtMost2048Bytes() {
    assertThat(fate("{\"eventId\":\"" + "x".repeat(2048) + "\"}")).isEqualTo("STORED");
    assertThat(fate("{\"eventId\":\"" + "x".repeat(2049) + "\"}")).isEqualTo("INVALID_EVENT_ID");
    assertThat(fate("{\"eventId\":\"" + "\u00e9".repeat(1024) + "\"}")).isEqualTo("STORED");
    assertThat(fate("{\"eventId\":\"" + "\u00e9".repeat(1025) + "\"}"))
        .isEqualTo("INVALID_EVENT_ID");
  }

  @Test
  void emptyValuesAreAccepted() {
    assertThat(decoded("{\"s\":\"\",\"l\":[],\"m\":{}}")).isInstanceOf(Event.class);
  }

  private static int size(String payload) {
    return DynamoDbJsonTree.weight(DynamoDbJsonTree.item(event(payload), STORED_AT));
  }

  /**
   * Wraps a leaf in {@code levels} levels, written as opening and closing text, and in one object.
   */
  private static String nested(int levels, String level, String leaf) {
    String[] halves = level.split(",", 2);
    return "{\"a\":" + halves[0].repeat(levels) + leaf + halves[1].repeat(levels) + "}";
  }
}
