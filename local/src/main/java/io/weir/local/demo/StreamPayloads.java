package io.weir.local.demo;

import io.weir.local.demo.DeadLetters.Range;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Reads what pointers point at: a pointer is worth as much as can still be read. */
final class StreamPayloads {

  private static final int PATIENCE = 20;
  private static final int PAGE = 100;

  private final KinesisClient kinesis;
  private final String stream;

  StreamPayloads(KinesisClient kinesis, String stream) {
    this.kinesis = kinesis;
    this.stream = stream;
  }

  /** Returns the hashes of all records in the ranges that can be read now, by position. */
  Map<String, String> read(List<Range> ranges) {
    Map<String, String> hashes = new HashMap<>();
    ranges.forEach(range -> read(range, hashes));
    return hashes;
  }

  private void read(Range range, Map<String, String> hashes) {
    BigInteger end = new BigInteger(range.end());
    int limit = range.start().equals(range.end()) ? 1 : PAGE;
    String iterator = iteratorAt(range);
    for (int empty = 0; iterator != null && empty < PATIENCE; ) {
      GetRecordsResponse page = page(iterator, limit);
      for (Record record : page.records()) {
        if (new BigInteger(record.sequenceNumber()).compareTo(end) > 0) {
          return;
        }
        hashes.put(
            range.shardId() + "/" + record.sequenceNumber(),
            AcceptedRecord.sha256(record.data().asByteArrayUnsafe()));
        if (record.sequenceNumber().equals(range.end())) {
          return;
        }
      }
      empty = page.records().isEmpty() ? empty + 1 : 0; // an empty page is no end
      iterator = page.nextShardIterator();
    }
  }

  private String iteratorAt(Range range) {
    return kinesis
        .getShardIterator(
            request ->
                request
                    .streamName(stream)
                    .shardId(range.shardId())
                    .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
                    .startingSequenceNumber(range.start()))
        .shardIterator();
  }

  private GetRecordsResponse page(String iterator, int limit) {
    return kinesis.getRecords(request -> request.shardIterator(iterator).limit(limit));
  }
}
