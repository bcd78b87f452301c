package io.weir.event;

import java.time.Instant;

/**
 * Where an event entered the stream for the first time. It stays the same through every redrive,
 * unlike its record's coordinates, which change when it is put to a stream again.
 *
 * @param stream the stream's name, not its ARN
 * @param shardId the shard, as in {@code shardId-000000000000}
 * @param sequenceNumber the record's decimal position in the shard, up to 129 digits
 * @param place which of its record's events: {@code #k} or {@code #k.m}; empty where the record is
 *     one event
 * @param arrivedAt when the stream accepted the record, in milliseconds' precision
 */
public record Origin(
    String stream, String shardId, String sequenceNumber, String place, Instant arrivedAt) {

  /** Returns the origin of a record that is one event, or of a record as a whole. */
  public Origin(String stream, String shardId, String sequenceNumber, Instant arrivedAt) {
    this(stream, shardId, sequenceNumber, "", arrivedAt);
  }

  /** Returns the identity of an event that brings none of its own. */
  public String eventId() {
    return stream + "/" + shardId + "/" + sequenceNumber + place;
  }

  /** Returns the origin of one of the record's events. */
  public Origin at(String place) {
    return new Origin(stream, shardId, sequenceNumber, place, arrivedAt);
  }
}
