package io.weir.chaos.siege;

import io.weir.local.books.Ledger;
import io.weir.local.books.Producer;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** Puts records at an even pace, through a wire that fails. */
final class LoadGenerator {

  private static final int LARGEST_CALL = 200;
  private static final Duration NOTHING_DUE = Duration.ofMillis(20);
  private static final Duration AFTER_A_FAILURE = Duration.ofMillis(100);

  private final Ledger ledger;
  private final Workload workload;
  private final SplittableRandom random;
  private final Timing timing;

  LoadGenerator(Ledger ledger, Workload workload, SplittableRandom random, Timing timing) {
    this.ledger = ledger;
    this.workload = workload;
    this.random = random;
    this.timing = timing;
  }

  /**
   * Puts this many records over this time, or longer, and returns when the stream has them all.
   *
   * @param kinesis a client that does not try again by itself
   */
  void put(KinesisClient kinesis, int records, Duration length) throws InterruptedException {
    Producer producer = new Producer(kinesis, Stack.STREAM, ledger);
    Instant begin = timing.now();
    int made = 0;
    while (made < records || producer.open() > 0) {
      double elapsed = Duration.between(begin, timing.now()).toNanos();
      long due = (long) Math.min(records, 1 + records * elapsed / length.toNanos());
      int most = random.nextInt(1, LARGEST_CALL);
      for (; made < due && producer.open() < most; made++) {
        producer.add(workload.next());
      }
      if (producer.open() == 0) {
        timing.pause(NOTHING_DUE);
      } else if (!accepted(producer, most)) {
        timing.pause(AFTER_A_FAILURE);
      }
    }
  }

  private static boolean accepted(Producer producer, int most) {
    try {
      return producer.put(most);
    } catch (SdkException e) {
      return false; // the records stay open, and some will perhaps be there twice
    }
  }
}
