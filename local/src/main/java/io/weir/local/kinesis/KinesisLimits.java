package io.weir.local.kinesis;

/**
 * What one shard bears in one second (KIN-13).
 *
 * @param writeBytes data and partition keys
 * @param writeRecords records put
 * @param readBytes data handed out by GetRecords
 * @param readCalls calls of GetRecords
 * @param iteratorCalls calls of GetShardIterator
 */
public record KinesisLimits(
    long writeBytes, long writeRecords, long readBytes, long readCalls, long iteratorCalls) {

  /** A rate that no caller reaches. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** Returns no limits: for a laptop, where waiting teaches nothing. */
  public static KinesisLimits none() {
    return new KinesisLimits(UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED);
  }

  /**
   * Returns the limits of AWS: 1 MiB and 1000 records in, 2 MiB and 5 calls out, 5 iterators. A
   * page of 10 MiB is given at once and paid for by refusing calls for 5 seconds.
   */
  public static KinesisLimits aws() {
    return new KinesisLimits(1 << 20, 1000, 2 << 20, 5, 5);
  }
}
