package io.weir.replayer.run;

import io.weir.replayer.letter.RecoveredRecord;
import java.util.List;
import java.util.stream.Collectors;

/** Messages as Lambda and our function write them. */
final class Bodies {

  static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:ingest";

  private Bodies() {}

  /** A pointer from the first to the last of these records. */
  static String pointer(List<RecoveredRecord> records) {
    return pointer(records, "");
  }

  /** The same, with the event in it that Lambda adds in S3. */
  static String withPayload(List<RecoveredRecord> records) {
    String event =
        records.stream().map(Bodies::eventRecord).collect(Collectors.joining(",", "[", "]"));
    return pointer(records, ",\"payload\":{\"Records\":" + event + "}");
  }

  private static String pointer(List<RecoveredRecord> records, String more) {
    RecoveredRecord first = records.get(0);
    RecoveredRecord last = records.get(records.size() - 1);
    return """
        {"requestContext":{"requestId":"r","functionArn":"%s","condition":"RetryAttemptsExhausted",\
        "approximateInvokeCount":3},"version":"1.0","timestamp":"%s","KinesisBatchInfo":{\
        "shardId":"%s","startSequenceNumber":"%s","endSequenceNumber":"%s",\
        "approximateArrivalOfFirstRecord":"%s","approximateArrivalOfLastRecord":"%s",\
        "batchSize":%d,"streamArn":"%s"}%s}"""
        .formatted(
            FUNCTION,
            last.arrivedAt().plusSeconds(9),
            first.coordinates().shardId(),
            first.coordinates().sequenceNumber(),
            last.coordinates().sequenceNumber(),
            first.arrivedAt(),
            last.arrivedAt(),
            records.size(),
            first.coordinates().stream(),
            more);
  }

  private static String eventRecord(RecoveredRecord record) {
    return """
        {"kinesis":{"partitionKey":"%s","sequenceNumber":"%s","data":"%s",\
        "approximateArrivalTimestamp":%d.%03d},"eventSourceARN":"%s","eventID":"%s:%2$s"}"""
        .formatted(
            record.partitionKey(),
            record.coordinates().sequenceNumber(),
            record.payload().base64(),
            record.arrivedAt().toEpochMilli() / 1000,
            record.arrivedAt().toEpochMilli() % 1000,
            record.coordinates().stream(),
            record.coordinates().shardId());
  }

  /** A record that our function parked. */
  static String parked(RecoveredRecord record) {
    return """
        {"weir":"parked-record","version":1,"parkedAt":"%s","rejection":{"reason":"NOT_JSON",\
        "detail":"line 1"},"record":{"streamArn":"%s","shardId":"%s","sequenceNumber":"%s",\
        "partitionKey":"%s","arrivedAt":"%s","data":"%s"},"function":{"arn":"%s"}}"""
        .formatted(
            record.arrivedAt().plusSeconds(1),
            record.coordinates().stream(),
            record.coordinates().shardId(),
            record.coordinates().sequenceNumber(),
            record.partitionKey(),
            record.arrivedAt(),
            record.payload().base64(),
            FUNCTION);
  }
}
