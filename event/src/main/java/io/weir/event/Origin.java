package io.weir.event;

import java.time.Instant;

/**
 * Where a record entered the stream for the first time. It stays the same through every redrive,
 * unlike the record's coordinates, which change when it is put to a stream again.
 *
 * @param stream the stream's name, not its ARN
 * @param shardId the shard, as in {@code shardId-000000000000}
 * @param sequenceNumber the record's decimal position in the shard, up to 129 digits
 * @param arrivedAt when the stream accepted the record, in milliseconds' precision
 */
public record Origin(String stream, String shardId, String sequenceNumber, Instant arrivedAt) {

  /** Returns the identity of an event that brings no {@code eventId} of its own. */
  public String eventId() {
    return stream + "/" + shardId + "/" + sequenceNumber;
  }
}
