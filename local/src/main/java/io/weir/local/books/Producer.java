package io.weir.local.books;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * Puts records, again and again those that were refused and those whose call had no answer: a
 * record is put at least once, and the ledger knows where.
 */
public final class Producer {

  private static final int MOST_BYTES = 4 << 20;

  private final KinesisClient kinesis;
  private final String stream;
  private final Ledger ledger;
  private final Deque<PlannedRecord> open = new ArrayDeque<>();

  /** Makes one that has nothing to put. */
  public Producer(KinesisClient kinesis, String stream, Ledger ledger) {
    this.kinesis = kinesis;
    this.stream = stream;
    this.ledger = ledger;
  }

  /** Adds a record to those that are to be put. */
  public void add(PlannedRecord record) {
    ledger.attempt(record);
    open.addLast(record);
  }

  /** Returns how many records are still to be put. */
  public int open() {
    return open.size();
  }

  /**
   * Makes one call, and reads every result.
   *
   * @param most how many records the call may have
   * @return whether the stream has accepted all of them; those that it has not stay open
   * @throws SdkException if the call has no answer: all of them stay open, and some are perhaps
   *     accepted
   */
  public boolean put(int most) {
    List<PlannedRecord> batch = batch(most);
    PutRecordsResponse answer;
    try {
      answer =
          kinesis.putRecords(
              request ->
                  request.streamName(stream).records(batch.stream().map(Producer::entry).toList()));
    } catch (SdkException e) {
      ledger.unanswered(batch);
      open.addAll(batch);
      throw e;
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

  private static PutRecordsRequestEntry entry(PlannedRecord record) {
    return PutRecordsRequestEntry.builder()
        .partitionKey(record.partitionKey())
        .data(SdkBytes.fromByteArrayUnsafe(record.payload()))
        .build();
  }
}
