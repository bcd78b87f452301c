package io.weir.local.mapping.engine;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;

/**
 * A record as the mapping reads it from a shard.
 *
 * @param sequenceNumber the decimal position in the shard
 * @param partitionKey the producer's key
 * @param data the raw bytes, read-only
 * @param arrivedAt when the stream accepted the record
 */
public record ShardRecord(
    String sequenceNumber, String partitionKey, ByteBuffer data, Instant arrivedAt) {

  /** Keeps a read-only view of the data. */
  public ShardRecord {
    data = data.asReadOnlyBuffer();
  }

  boolean isOlderThan(Duration age, Instant now) {
    return Duration.between(arrivedAt, now).compareTo(age) > 0;
  }
}
