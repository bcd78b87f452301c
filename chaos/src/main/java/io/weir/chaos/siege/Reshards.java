package io.weir.chaos.siege;

import io.weir.local.books.StreamContents;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Shard;

/**
 * Splits and merges shards while records are put: this often, spread over a time, between half and
 * twice as many as there were.
 */
final class Reshards {

  private static final Duration AFTER_A_FAILURE = Duration.ofMillis(200);
  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  private final int shards;
  private final SplittableRandom random;
  private final Timing timing;
  private int count;

  /**
   * Begins.
   *
   * @param shards how many the stream has at first
   */
  Reshards(int shards, SplittableRandom random, Timing timing) {
    this.shards = shards;
    this.random = random;
    this.timing = timing;
  }

  /** Returns how many the stream has confirmed; one without an answer may have been done, too. */
  synchronized int count() {
    return count;
  }

  /**
   * Changes shards this often, and returns when the stream has confirmed it.
   *
   * @param kinesis a client that does not try again by itself
   */
  void change(KinesisClient kinesis, int times, Duration length) throws InterruptedException {
    Instant begin = timing.now();
    Duration slot = times == 0 ? length : length.dividedBy(times);
    while (count() < times) {
      Duration offset = Duration.ofMillis(random.nextLong(Math.max(1, slot.toMillis())));
      Instant due = begin.plus(slot.multipliedBy(count())).plus(offset);
      Duration wait = Duration.between(timing.now(), due);
      timing.pause(wait.isNegative() ? Duration.ZERO : wait);
      while (!changed(kinesis)) {
        timing.pause(AFTER_A_FAILURE);
      }
      synchronized (this) {
        count++;
      }
    }
  }

  /** Splits or merges, and returns whether the stream has said that it did. */
  private boolean changed(KinesisClient kinesis) {
    try {
      List<Shard> open = open(kinesis);
      boolean few = open.size() < 2 || 2 * open.size() <= shards;
      boolean many = open.size() >= 2 * shards && open.size() > 1;
      if (few || (!many && random.nextBoolean())) {
        split(kinesis, open.get(random.nextInt(open.size())));
      } else {
        int left = random.nextInt(open.size() - 1);
        merge(kinesis, open.get(left), open.get(left + 1));
      }
      return true;
    } catch (SdkException e) {
      return false; // the wire, or the shard was closed by a call that had no answer
    }
  }

  private void split(KinesisClient kinesis, Shard shard) {
    BigInteger start = start(shard);
    BigInteger width = new BigInteger(shard.hashKeyRange().endingHashKey()).subtract(start);
    BigInteger middle =
        start.add(width.multiply(BigInteger.valueOf(random.nextInt(30, 70))).divide(HUNDRED));
    kinesis.splitShard(
        request ->
            request
                .streamName(Stack.STREAM)
                .shardToSplit(shard.shardId())
                .newStartingHashKey(middle.toString()));
  }

  private static void merge(KinesisClient kinesis, Shard left, Shard right) {
    kinesis.mergeShards(
        request ->
            request
                .streamName(Stack.STREAM)
                .shardToMerge(left.shardId())
                .adjacentShardToMerge(right.shardId()));
  }

  /** Returns the shards that take records, neighbours beside each other. */
  private static List<Shard> open(KinesisClient kinesis) {
    List<Shard> open = new ArrayList<>(StreamContents.shards(kinesis, Stack.STREAM));
    open.removeIf(shard -> shard.sequenceNumberRange().endingSequenceNumber() != null);
    open.sort(Comparator.comparing(Reshards::start));
    return open;
  }

  private static BigInteger start(Shard shard) {
    return new BigInteger(shard.hashKeyRange().startingHashKey());
  }
}
