package io.weir.local.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/** Puts records on the stream, and keeps note of what the stream has accepted. */
final class Producer {

  private static final int MOST_RECORDS = 500;
  private static final int MOST_BYTES = 4 * 1024 * 1024;

  private final KinesisClient kinesis;
  private final String stream;

  Producer(KinesisClient kinesis, String stream) {
    this.kinesis = kinesis;
    this.stream = stream;
  }

  /**
   * Puts every record, again and again those that the stream refuses, and returns them as accepted.
   *
   * @param progress receives the number of records accepted so far
   */
  List<AcceptedRecord> put(List<PlannedRecord> plan, IntConsumer progress) {
    List<AcceptedRecord> accepted = new ArrayList<>(plan.size());
    int from = 0;
    while (from < plan.size()) {
      int to = endOfCall(plan, from);
      List<PlannedRecord> open = plan.subList(from, to);
      while (!open.isEmpty()) {
        open = put(open, accepted);
        progress.accept(accepted.size());
      }
      from = to;
    }
    return accepted;
  }

  private static int endOfCall(List<PlannedRecord> plan, int from) {
    int bytes = 0;
    int to = from;
    while (to < plan.size() && to - from < MOST_RECORDS) {
      bytes += plan.get(to).payload().length + plan.get(to).partitionKey().length();
      if (bytes > MOST_BYTES && to > from) {
        break;
      }
      to++;
    }
    return to;
  }

  /** Makes one call, and returns the records that were refused: a call can succeed in part. */
  private List<PlannedRecord> put(List<PlannedRecord> records, List<AcceptedRecord> accepted) {
    PutRecordsResponse response =
        kinesis.putRecords(
            request ->
                request.streamName(stream).records(records.stream().map(Producer::entry).toList()));
    List<PlannedRecord> refused = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      PutRecordsResultEntry result = response.records().get(i);
      if (result.errorCode() == null) {
        accepted.add(
            new AcceptedRecord(records.get(i), stream, result.shardId(), result.sequenceNumber()));
      } else {
        refused.add(records.get(i));
      }
    }
    return refused;
  }

  private static PutRecordsRequestEntry entry(PlannedRecord record) {
    return PutRecordsRequestEntry.builder()
        .partitionKey(record.partitionKey())
        .data(SdkBytes.fromByteArrayUnsafe(record.payload()))
        .build();
  }
}
