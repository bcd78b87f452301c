package io.weir.replayer.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Coordinates;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.letter.SequenceNumber;
import io.weir.replayer.letter.StreamArn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A mapping's filter is read as Lambda reads it (ESM-37). */
class FilterPatternsTest {

  private static final String ORDERS = "{\"data\":{\"type\":[\"order\"]}}";

  private static boolean takes(String payload, String... patterns) {
    StreamArn stream =
        StreamArn.parse("arn:aws:kinesis:us-east-1:123456789012:stream/orders").orElseThrow();
    return new FilterPatterns(List.of(patterns))
        .take(
            new RecoveredRecord(
                new Coordinates(stream, "shardId-000000000000", SequenceNumber.of("1")),
                "key-1",
                Bytes.of(payload.getBytes(StandardCharsets.UTF_8)),
                Instant.parse("2026-11-24T09:00:00Z")));
  }

  @Test
  void dataIsThePayloadAsJson() {
    assertThat(takes("{\"type\":\"order\"}", ORDERS)).isTrue();
    assertThat(takes("{\"type\":\"secret\"}", ORDERS)).isFalse();
  }

  @Test
  void whatIsNoJsonMatchesNoPatternOfData() {
    assertThat(takes("{\"type\":\"order\"", ORDERS)).isFalse();
    assertThat(takes("", ORDERS)).isFalse();
    assertThat(takes("not json", "{\"partitionKey\":[\"key-1\"]}")).isTrue();
  }

  @Test
  void onePatternIsEnoughAndNoneTakesEverything() {
    assertThat(takes("{\"type\":\"b\"}", ORDERS, "{\"data\":{\"type\":[\"b\"]}}")).isTrue();
    assertThat(takes("{\"type\":\"b\"}")).isTrue();
  }

  @Test
  void aPatternThatIsNotUnderstoodIsNoFilter() {
    assertThatThrownBy(() -> takes("{}", "{\"data\":"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
