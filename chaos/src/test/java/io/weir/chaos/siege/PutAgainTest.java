package io.weir.chaos.siege;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.event.Origin;
import io.weir.event.OriginTag;
import io.weir.local.books.Hash;
import io.weir.local.books.Position;
import io.weir.local.books.PutAgain;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The account reads by itself what the replayer's code has written. */
class PutAgainTest {

  private static final String SHARD = "shardId-000000000002";

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"n\":1}", " {\n\"text\":\"Grüße, 世界\"", "{,", "{"})
  void whatWasPutFirstComesBack(String payload) {
    byte[] first = payload.getBytes(UTF_8);

    assertThat(PutAgain.of(tagged(first, Stack.STREAM), Stack.STREAM))
        .contains(new PutAgain(Position.of(SHARD, "4711"), Hash.of(first)));
  }

  @Test
  void whatCarriesNoOriginOfOursIsNoCopy() {
    assertThat(PutAgain.of("{\"n\":1}".getBytes(UTF_8), Stack.STREAM)).isEqualTo(Optional.empty());
    assertThat(PutAgain.of(tagged("{}".getBytes(UTF_8), "another"), Stack.STREAM)).isEmpty();
  }

  private static byte[] tagged(byte[] payload, String stream) {
    Origin origin = new Origin(stream, SHARD, "4711", Instant.parse("2026-01-31T12:00:00Z"));
    ByteBuffer tagged = OriginTag.put(ByteBuffer.wrap(payload), origin);
    byte[] bytes = new byte[tagged.remaining()];
    tagged.get(bytes);
    return bytes;
  }
}
