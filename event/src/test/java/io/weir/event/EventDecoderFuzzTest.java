package io.weir.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.event.Event.ContentHash;
import io.weir.event.packing.Compression;
import io.weir.event.packing.KplAggregate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;

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
    if (isPacked(payload)) {
      return;
    }
    Decoded decoded = Records.decoded(payload);
    assertThat(Records.decoded(payload)).isEqualTo(decoded);
    if (!(decoded instanceof Event event)) {
      return;
    }
    byte[] own = OriginTag.strip(payload).payload();
    assertThat(event.contentHash()).isEqualTo(ContentHash.of(own));
    assertThat(DynamoDbJsonTree.means(event.data(), ORACLE.readTree(own))).isTrue();

    ObjectNode item = DynamoDbJsonTree.item(event, Instant.EPOCH);
    assertThat(DynamoDbJsonTree.weight(item)).isEqualTo(event.size());
    assertThat(event.size()).isLessThanOrEqualTo(ItemSize.MAX_ITEM);

    JsonNode plain = DynamoDbJsonTree.plain(DynamoDbJsonTree.of(event.data()));
    assertThat(Records.decoded(ORACLE.writeValueAsBytes(plain)))
        .isInstanceOfSatisfying(Event.class, it -> assertThat(it.data()).isEqualTo(event.data()));
  }

  @FuzzTest(maxDuration = "5m")
  void whatIsPutAgainIsTheSameEvent(byte[] payload) {
    if (isPacked(payload)) {
      return;
    }
    Decoded first = Records.decoded(payload);
    if (!OriginTag.fits(ByteBuffer.wrap(payload))) {
      assertThat(first).isInstanceOf(Rejection.class);
      return;
    }
    ByteBuffer carried = OriginTag.put(ByteBuffer.wrap(payload), Records.ORIGIN);
    Origin later = new Origin("other", "shardId-000000000001", "7", Instant.EPOCH);

    Decoded again = Records.decode(new StreamRecord(later, Records.PARTITION_KEY, carried));

    if (first instanceof Event) {
      assertThat(again).isEqualTo(first);
    } else {
      assertThat(again).isInstanceOf(Rejection.class);
    }
  }

  @FuzzTest(maxDuration = "5m")
  void whatIsTakenApartLosesNoByteAndEachPartIsJudged(byte[] payload) {
    UnpackingPropertyTest.check(payload, "fuzz");
  }

  private static boolean isPacked(byte[] payload) {
    return Compression.matches(payload) || KplAggregate.matches(payload);
  }
}
