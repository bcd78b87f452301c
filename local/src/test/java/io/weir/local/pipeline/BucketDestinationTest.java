package io.weir.local.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.local.http.Request;
import io.weir.local.mapping.engine.OnFailure.GivenUp;
import io.weir.local.s3.S3;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a bucket receives about a batch that is given up. */
class BucketDestinationTest {

  private static final UUID MAPPING = UUID.fromString("b36a166a-67e0-4388-8abb-9a2f513cfa09");
  private static final GivenUp BATCH =
      new GivenUp(
          "{\"pointer\":1}",
          () -> "{\"pointer\":1,\"payload\":\"{}\"}",
          "shardId-000000000000",
          Instant.parse("2026-09-19T09:11:52.059Z"));

  private final S3 s3 = S3.inMemory(InstantSource.system());

  @Test
  void theKeyNamesMappingShardAndTime() { // ESM-29
    s3.createBucket("failures");

    new BucketDestination(s3, "failures", MAPPING).send(BATCH);

    String listing = get("/failures?list-type=2");
    String key = listing.replaceAll("(?s).*<Key>(.*)</Key>.*", "$1");
    assertThat(key)
        .matches(
            "aws/lambda/b36a166a-67e0-4388-8abb-9a2f513cfa09/shardId-000000000000/2026/09/19/"
                + "2026-09-19T09\\.11\\.52-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    assertThat(get("/failures/" + key)).isEqualTo("{\"pointer\":1,\"payload\":\"{}\"}");
  }

  @Test
  void aBucketThatIsGoneRefuses() { // ESM-33
    assertThatThrownBy(() -> new BucketDestination(s3, "failures", MAPPING).send(BATCH))
        .hasMessageContaining("bucket does not exist");
  }

  private String get(String path) {
    return new String(s3.handle(new Request("GET", path, Map.of(), new byte[0])).body(), UTF_8);
  }
}
