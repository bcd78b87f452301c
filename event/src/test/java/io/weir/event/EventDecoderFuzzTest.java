package io.weir.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Whatever bytes the stream brings: what is accepted is what the producer wrote, and fits. */
class EventDecoderFuzzTest {

  private static final JsonMapper ORACLE =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  static {
    ORACLE
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNumberLength(Integer.MAX_VALUE).build());
  }

  @FuzzTest(maxDuration = "5m")
  void whatIsAcceptedSaysWhatTheBytesSay(byte[] payload) throws IOException {
    Decoded decoded = Records.decoded(payload);
    assertThat(Records.decoded(payload)).isEqualTo(decoded);
    if (!(decoded instanceof Event event)) {
      return;
    }
    byte[] own = OriginTag.strip(payload).payload();
    assertThat(event.contentHash()).isEqualTo(ContentHash.of(own));
    assertSame(event.data(), ORACLE.readTree(own));

    Map<String, AttributeValue> item = EventItem.of(event, Instant.EPOCH);
    assertThat(EventItem.event(item)).isEqualTo(event);
    assertThat(EventItem.sizeInBytes(item)).isLessThanOrEqualTo(ItemSize.MAX_ITEM);

    byte[] again = ORACLE.writeValueAsBytes(json(event.data()));
    assertThat(Records.decoded(again))
        .isInstanceOfSatisfying(Event.class, it -> assertThat(it.data()).isEqualTo(event.data()));
  }

  @FuzzTest(maxDuration = "5m")
  void whatIsPutAgainIsTheSameEvent(byte[] payload) {
    Decoded first = Records.decoded(payload);
    if (!OriginTag.fits(ByteBuffer.wrap(payload))) {
      assertThat(first).isInstanceOf(Rejection.class);
      return;
    }
    ByteBuffer carried = OriginTag.put(ByteBuffer.wrap(payload), Records.ORIGIN);
    Origin later = new Origin("other", "shardId-000000000001", "7", Instant.EPOCH);

    Decoded again =
        new EventDecoder().decode(new StreamRecord(later, Records.PARTITION_KEY, carried));

    if (first instanceof Event) {
      assertThat(again).isEqualTo(first);
    } else {
      assertThat(again).isInstanceOf(Rejection.class);
    }
  }

  private static void assertSame(AttributeValue value, JsonNode node) {
    switch (value.type()) {
      case M -> {
        assertThat(node.isObject()).isTrue();
        assertThat(value.m()).hasSize(node.size());
        value.m().forEach((name, inner) -> assertSame(inner, node.path(name)));
      }
      case L -> {
        assertThat(node.isArray()).isTrue();
        assertThat(value.l()).hasSize(node.size());
        for (int i = 0; i < node.size(); i++) {
          assertSame(value.l().get(i), node.path(i));
        }
      }
      case S -> assertThat(node.textValue()).isEqualTo(value.s());
      case N -> assertThat(node.decimalValue()).isEqualByComparingTo(new BigDecimal(value.n()));
      case BOOL -> assertThat(node.isBoolean() && node.booleanValue()).isEqualTo(value.bool());
      case NUL -> assertThat(node.isNull()).isTrue();
      default -> throw new AssertionError(value.type());
    }
  }

  private static JsonNode json(AttributeValue value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (value.type()) {
      case M -> {
        ObjectNode object = nodes.objectNode();
        value.m().forEach((name, inner) -> object.set(name, json(inner)));
        yield object;
      }
      case L -> {
        ArrayNode array = nodes.arrayNode();
        value.l().forEach(inner -> array.add(json(inner)));
        yield array;
      }
      case S -> nodes.textNode(value.s());
      case N -> nodes.numberNode(new BigDecimal(value.n()));
      case BOOL -> nodes.booleanNode(value.bool());
      case NUL -> nodes.nullNode();
      default -> throw new AssertionError(value.type());
    };
  }
}
