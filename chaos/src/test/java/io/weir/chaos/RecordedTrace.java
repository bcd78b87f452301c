package io.weir.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was recorded of AWS: settings, records, and what the function then received.
 *
 * @param calls what the function receives, one word a call
 * @param ids which request each call belongs to
 */
@SuppressWarnings("checkstyle:RecordComponentNumber") // a recorded trace's file
record RecordedTrace(
    String name,
    int batchSize,
    int retries,
    boolean bisect,
    List<String> records,
    List<String> calls,
    List<Integer> ids,
    Pointer pointer) {

  private static final String MESSAGE =
      ("{'requestContext':{'requestId':'%s','functionArn':'arn:aws:lambda:us-east-1:"
              + "000000000000:function:EventStreamHandler','condition':'RetryAttemptsExhausted',"
              + "'approximateInvokeCount':%d},'responseContext':{'statusCode':200,"
              + "'executedVersion':'$LATEST','functionError':null},'version':'1.0',"
              + "'timestamp':'%s','KinesisBatchInfo':{'shardId':'shardId-000000000000',"
              + "'startSequenceNumber':'%s','endSequenceNumber':'%s',"
              + "'approximateArrivalOfFirstRecord':'%s','approximateArrivalOfLastRecord':'%s',"
              + "'batchSize':%d,"
              + "'streamArn':'arn:aws:kinesis:us-east-1:000000000000:stream/EventStream'}}")
          .replace('\'', '"');

  static Stream<RecordedTrace> traces() {
    List<String> four = List.of("1", "2bad", "3", "4");
    return Stream.of(
        new RecordedTrace(
            "G1",
            100,
            1,
            false,
            four,
            List.of("1,2bad,3,4", "2bad,3,4", "2bad,3,4"),
            List.of(0, 1, 1),
            new Pointer(1, 3, 2, 2)),
        new RecordedTrace(
            "G2",
            100,
            1,
            true,
            four,
            List.of("1,2bad,3,4", "2bad,3,4", "2bad", "2bad", "3,4"),
            List.of(0, 1, 2, 2, 3),
            new Pointer(1, 1, 2, 3)),
        new RecordedTrace(
            "G4",
            3,
            3,
            false,
            List.of("0", "1", "2", "3", "4", "5bad"),
            List.of("0,1,2", "3,4,5bad", "5bad", "5bad", "5bad", "5bad"),
            List.of(0, 1, 2, 2, 2, 2),
            new Pointer(5, 5, 4, 5)));
  }

  @Override
  public String toString() {
    return name;
  }

  /**
   * What the queue is told.
   *
   * @param first place of the first record that is given up
   * @param last place of the last one
   * @param call which of the calls was the last for them
   */
  record Pointer(int first, int last, int invokeCount, int call) {

    /** Returns the message, member for member; the time alone is not foretold. */
    String message(String timestamp, String requestId, List<String> numbers, JsonNode event) {
      JsonNode records = event.path("Records");
      return MESSAGE.formatted(
          requestId,
          invokeCount,
          Instant.parse(timestamp),
          numbers.get(first),
          numbers.get(last),
          arrival(records.get(0)),
          arrival(records.get(records.size() - 1)),
          last - first + 1);
    }

    private static Instant arrival(JsonNode record) {
      return Instant.ofEpochMilli(
          record
              .at("/kinesis/approximateArrivalTimestamp")
              .decimalValue()
              .movePointRight(3)
              .longValueExact());
    }
  }
}
