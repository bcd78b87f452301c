package io.weir.local.pipeline;

import io.weir.local.mapping.engine.OnFailure;
import io.weir.local.mapping.engine.OnFailure.GivenUp;
import io.weir.local.s3.S3;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/** A bucket as a destination: one object a batch, with the payload (ESM-29). */
record BucketDestination(S3 s3, String bucket, UUID mapping) implements OnFailure {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH.mm.ss").withZone(ZoneOffset.UTC);

  @Override
  public void send(String pointer) {
    throw new UnsupportedOperationException("a bucket receives the payload too");
  }

  @Override
  public void send(GivenUp batch) {
    String key =
        "aws/lambda/%s/%s/%s/%s-%s"
            .formatted(
                mapping,
                batch.shardId(),
                DAY.format(batch.at()),
                SECOND.format(batch.at()),
                UUID.randomUUID());
    s3.put(bucket, key, batch.withPayload().get().getBytes(StandardCharsets.UTF_8));
  }
}
