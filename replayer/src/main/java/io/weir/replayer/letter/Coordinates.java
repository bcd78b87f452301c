package io.weir.replayer.letter;

/**
 * Where a record stands, or one of its events: no two share these.
 *
 * @param stream the stream
 * @param shardId the shard, as in {@code shardId-000000000000}
 * @param sequenceNumber the record's place in the shard
 * @param place which of the record's events: {@code #k} or {@code #k.m}; empty for the record, and
 *     where it is one event
 */
public record Coordinates(
    StreamArn stream, String shardId, SequenceNumber sequenceNumber, String place) {

  /** Returns a record's coordinates. */
  public Coordinates(StreamArn stream, String shardId, SequenceNumber sequenceNumber) {
    this(stream, shardId, sequenceNumber, "");
  }

  /** Returns where the record stands. */
  public Coordinates ofRecord() {
    return place.isEmpty() ? this : new Coordinates(stream, shardId, sequenceNumber);
  }

  /** Returns where one of the record's events stands. */
  public Coordinates at(String event) {
    return new Coordinates(stream, shardId, sequenceNumber, event);
  }

  /** Returns {@code stream/shard/number}, as events without an identity of their own are named. */
  @Override
  public String toString() {
    return stream.name() + "/" + shardId + "/" + sequenceNumber + place;
  }
}
