package io.weir.local.kinesis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A record that a shard accepted.
 *
 * @param sequenceNumber its decimal place in the shard; compare as numbers, not as text
 * @param partitionKey the producer's key
 * @param data read-only; each call returns a view with a position of its own
 * @param arrivedAt to the millisecond, never before the record in front of it
 */
public record StoredRecord(
    String sequenceNumber, String partitionKey, ByteBuffer data, Instant arrivedAt) {

  /** Takes a view of the data: the bytes must not change afterwards. */
  public StoredRecord {
    data = data.asReadOnlyBuffer();
  }

  @Override
  public ByteBuffer data() {
    return data.duplicate();
  }

  /** Returns what counts towards limits: the data before any encoding, and the key (KIN-8). */
  int size() {
    return sizeOf(partitionKey, data.remaining());
  }

  static int sizeOf(String partitionKey, int dataLength) {
    return dataLength + partitionKey.getBytes(StandardCharsets.UTF_8).length;
  }
}
