package io.weir.local.kinesis;

import java.time.Instant;

/** Keeps one shard within its limits (KIN-13). Not thread-safe. */
final class ShardThroughput {

  private final TokenBucket writtenBytes;
  private final TokenBucket writtenRecords;
  private final TokenBucket readBytes;
  private final TokenBucket readCalls;
  private final TokenBucket iteratorCalls;

  ShardThroughput(KinesisLimits limits, Instant now) {
    writtenBytes = new TokenBucket(limits.writeBytes(), now);
    writtenRecords = new TokenBucket(limits.writeRecords(), now);
    readBytes = new TokenBucket(limits.readBytes(), now);
    readCalls = new TokenBucket(limits.readCalls(), now);
    iteratorCalls = new TokenBucket(limits.iteratorCalls(), now);
  }

  boolean admitsWrite(int size, Instant now) {
    if (!writtenBytes.covers(size, now) || !writtenRecords.covers(1, now)) {
      return false;
    }
    writtenBytes.spend(size);
    writtenRecords.spend(1);
    return true;
  }

  /** Admits a read whose size is not known yet; {@link #handedOut} settles it. */
  boolean admitsRead(Instant now) {
    if (!readBytes.covers(1, now) || !readCalls.covers(1, now)) {
      return false;
    }
    readCalls.spend(1);
    return true;
  }

  void handedOut(long bytes) {
    readBytes.spend(bytes);
  }

  boolean admitsIterator(Instant now) {
    if (!iteratorCalls.covers(1, now)) {
      return false;
    }
    iteratorCalls.spend(1);
    return true;
  }
}
