package io.weir.local.kinesis;

/** What became of one record of a put. */
sealed interface PutOutcome {

  /**
   * It is in the stream.
   *
   * @param shardId where
   * @param record with its number
   */
  record Accepted(String shardId, StoredRecord record) implements PutOutcome {}

  /**
   * It is not.
   *
   * @param reason why
   */
  record Refused(KinesisException reason) implements PutOutcome {}
}
