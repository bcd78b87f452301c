package io.weir.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random payloads; {@code -Dseed=n} repeats a run. */
class EventDecoderPropertyTest {
  private static final long SEED = Long.getLong("seed", 20_261_122L);
  private static final JsonMapper ORACLE =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @Test
  void aRandomObjectMeansWhatItsJsonMeans() throws JsonProcessingException {
    Random random = new Random(SEED);
    for (int i = 0; i < 3_000; i++) {
      String payload = new RandomJson(random).object(0);

      Event event = Records.event(payload);

      assertThat(DynamoDbJsonTree.means(event.data(), ORACLE.readTree(payload)))
          .as("seed=%d %s", SEED, payload)
          .isTrue();
      assertThat(event.size())
          .as("seed=%d %s", SEED, payload)
          .isEqualTo(DynamoDbJsonTree.weight(DynamoDbJsonTree.item(event, Instant.EPOCH)));
    }
  }

  @Test
  void aTaggedRandomObjectIsTheSameEvent() {
    Random random = new Random(SEED);
    for (int i = 0; i < 1_000; i++) {
      StreamRecord record = Records.of(new RandomJson(random).object(0));
      Decoded first = Records.decode(record);
      Origin later = new Origin("other", "shardId-000000000001", "" + i, Instant.EPOCH);

      StreamRecord again =
          new StreamRecord(
              later, record.partitionKey(), OriginTag.put(record.payload(), record.origin()));

      assertThat(Records.decode(again)).as("seed=%d run=%d", SEED, i).isEqualTo(first);
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
        assertThat(DynamoDbJsonTree.means(event.data(), tree(text)))
            .as("seed=%d %s", SEED, text)
            .isTrue();
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
}
