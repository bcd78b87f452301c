package io.weir.chaos.siege;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * Puts records at an even pace, again and again those that were refused and those whose call had no
 * answer: a record is put at least once, and the ledger knows where.
 */
final class Producer {

  private static final int LARGEST_CALL = 200;
  private static final int MOST_BYTES = 4 << 20;
  private static final Duration NOTHING_DUE = Duration.ofMillis(20);
  private static final Duration AFTER_A_FAILURE = Duration.ofMillis(100);

  private final Ledger ledger;
  private final Workload workload;
  private final SplittableRandom random;
  private final Timing timing;
  private final Deque<PlannedRecord> open = new ArrayDeque<>();

  Producer(Ledger ledger, Workload workload, SplittableRandom random, Timing timing) {
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
    Instant begin = timing.now();
    int made = 0;
    while (made < records || !open.isEmpty()) {
      double elapsed = Duration.between(begin, timing.now()).toNanos();
      long due = (long) Math.min(records, 1 + records * elapsed / length.toNanos());
      int most = random.nextInt(1, LARGEST_CALL);
      for (; made < due && open.size() < most; made++) {
        PlannedRecord record = workload.next();
        ledger.attempt(record);
        open.addLast(record);
      }
      if (open.isEmpty()) {
        timing.pause(NOTHING_DUE);
      } else if (!call(kinesis, batch(most))) {
        timing.pause(AFTER_A_FAILURE);
      }
    }
  }

  private List<PlannedRecord> batch(int most) {
    List<PlannedRecord> batch = new ArrayList<>();
    int bytes = 0;
    while (!open.isEmpty() && batch.size() < most && bytes < MOST_BYTES) {
      PlannedRecord record = open.removeFirst();
      bytes += record.payload().length;
      batch.add(record);
    }
    return batch;
  }

  /** Makes one call, reads every result, and returns whether all went well. */
  private boolean call(KinesisClient kinesis, List<PlannedRecord> batch) {
    PutRecordsResponse answer;
    try {
      answer =
          kinesis.putRecords(
              request ->
                  request
                      .streamName(Stack.STREAM)
                      .records(batch.stream().map(Producer::entry).toList()));
    } catch (SdkException e) {
      ledger.unanswered(batch); // it may have been accepted: so it will perhaps be there twice
      open.addAll(batch);
      return false;
    }
    boolean whole = true;
    for (int i = 0; i < batch.size(); i++) {
      PutRecordsResultEntry result = answer.records().get(i);
      if (result.sequenceNumber() == null) {
        open.addLast(batch.get(i));
        whole = false;
      } else {
        ledger.acknowledge(Position.of(result.shardId(), result.sequenceNumber()), batch.get(i));
      }
    }
    return whole;
  }

  private static PutRecordsRequestEntry entry(PlannedRecord record) {
    return PutRecordsRequestEntry.builder()
        .partitionKey(record.partitionKey())
        .data(SdkBytes.fromByteArrayUnsafe(record.payload()))
        .build();
  }
}
