package io.weir.replayer.letter;

import java.time.Instant;
import java.util.Optional;

/**
 * What a pointer points at: all that lies in one shard between two records of a batch, both
 * included. It may hold more records than the batch had: those of parallel lanes, and those that a
 * filter left out.
 *
 * @param stream the stream
 * @param consumerArn the consumer that the pointer named instead of the stream (ESM-42)
 * @param shardId the shard
 * @param start the batch's first record
 * @param end the batch's last record, not before the first
 * @param batchSize how many records the batch had, at least 1
 * @param firstArrival when the stream accepted the first
 * @param lastArrival when the stream accepted the last
 */
@SuppressWarnings("checkstyle:RecordComponentNumber") // KinesisBatchInfo of a pointer
public record BatchRange(
    StreamArn stream,
    Optional<String> consumerArn,
    String shardId,
    SequenceNumber start,
    SequenceNumber end,
    int batchSize,
    Instant firstArrival,
    Instant lastArrival) {

  /** Returns whether a record of this number lies in the range. */
  public boolean contains(SequenceNumber number) {
    return start.compareTo(number) <= 0 && number.compareTo(end) <= 0;
  }

  /** Returns whether this is the number of the batch's first or last record. */
  public boolean isEnd(SequenceNumber number) {
    return number.equals(start) || number.equals(end);
  }
}
