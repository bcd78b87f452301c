package io.weir.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Random payloads; {@code -Dseed=n} repeats a run. */
class EventDecoderPropertyTest {
  private static final long SEED = Long.getLong("seed", 20_261_122L);
  private static final JsonMapper ORACLE =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @Test
  void aRandomObjectMeansWhatItsJsonMeans() throws JsonProcessingException, Unstorable {
    Random random = new Random(SEED);
    for (int i = 0; i < 3_000; i++) {
      String payload = new RandomJson(random).object(0);

      Event event = Records.event(payload);

      assertSame(event.data(), ORACLE.readTree(payload), payload);
      Map<String, AttributeValue> item = EventItem.of(event, Instant.EPOCH);
      assertThat(EventItem.event(item)).as("seed=%d %s", SEED, payload).isEqualTo(event);
      assertThat(DocumentReader.read(CharBuffer.wrap(payload.toCharArray()), 1 << 20).size())
          .as("seed=%d %s", SEED, payload)
          .isEqualTo(ItemSize.of(Map.of("", event.data())));
    }
  }

  @Test
  void aTaggedRandomObjectIsTheSameEvent() {
    Random random = new Random(SEED);
    for (int i = 0; i < 1_000; i++) {
      StreamRecord record = Records.of(new RandomJson(random).object(0));
      Decoded first = new EventDecoder().decode(record);
      Origin later = new Origin("other", "shardId-000000000001", "" + i, Instant.EPOCH);

      StreamRecord again =
          new StreamRecord(
              later, record.partitionKey(), OriginTag.put(record.payload(), record.origin()));

      assertThat(new EventDecoder().decode(again)).as("seed=%d run=%d", SEED, i).isEqualTo(first);
    }
  }

  @Test
  void randomBytesNeverThrow() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      int run = i;

      assertThatCode(() -> Records.decoded(bytes))
          .as("seed=%d run=%d", SEED, run)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void aDamagedObjectIsStoredOnlyIfItIsStillOneThatTheOracleReads() {
    Random random = new Random(SEED);
    int stored = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new RandomJson(random).object(2).getBytes(StandardCharsets.UTF_8);
      for (int n = 1 + random.nextInt(3); n > 0; n--) {
        bytes[random.nextInt(bytes.length)] =
            (byte) "{}[]\",:0e-\\\u0000\u00ff".charAt(random.nextInt(13));
      }
      if (Records.decoded(bytes) instanceof Event event) {
        stored++;
        String text = new String(bytes, StandardCharsets.UTF_8);
        assertSame(event.data(), tree(text), text);
      }
    }
    assertThat(stored).as("seed=%d", SEED).isBetween(100, 19_900);
  }

  private static JsonNode tree(String text) {
    try {
      return ORACLE.readTree(text);
    } catch (IOException e) {
      throw new AssertionError("seed=" + SEED + ": stored, but the oracle cannot read " + text, e);
    }
  }

  private static void assertSame(AttributeValue value, JsonNode node, String payload) {
    switch (value.type()) {
      case M -> {
        assertThat(value.m()).as(payload).hasSize(node.size());
        value.m().forEach((name, inner) -> assertSame(inner, node.path(name), payload));
      }
      case L -> {
        assertThat(value.l()).as(payload).hasSize(node.size());
        for (int i = 0; i < node.size(); i++) {
          assertSame(value.l().get(i), node.path(i), payload);
        }
      }
      case S -> assertThat(node.isTextual() ? node.textValue() : null).isEqualTo(value.s());
      case N ->
          assertThat(new BigDecimal(value.n()))
              .as("seed=%d %s", SEED, payload)
              .isEqualByComparingTo(node.decimalValue());
      case BOOL -> assertThat(node.isBoolean() && node.booleanValue()).isEqualTo(value.bool());
      case NUL -> assertThat(node.isNull()).as(payload).isTrue();
      default -> throw new AssertionError("seed=" + SEED + ": " + value.type());
    }
  }
}
