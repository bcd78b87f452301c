package io.weir.replayer.letter;

/**
 * Where a record stands: no two records share these.
 *
 * @param stream the stream
 * @param shardId the shard, as in {@code shardId-000000000000}
 * @param sequenceNumber the place in the shard
 */
public record Coordinates(StreamArn stream, String shardId, SequenceNumber sequenceNumber) {

  /** Returns {@code stream/shard/number}, as events without an identity of their own are named. */
  @Override
  public String toString() {
    return stream.name() + "/" + shardId + "/" + sequenceNumber;
  }
}
