package io.weir.bench.redrive;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** Dead letters as the function and Lambda write them, each about one record. */
public final class Letters {
  static final String STREAM = "events";
  static final String ARNS = "us-east-1:000000000000";
  static final String STREAM_ARN = "arn:aws:kinesis:" + ARNS + ":stream/" + STREAM;
  static final String FUNCTION = "bench";
  static final String FUNCTION_ARN = "arn:aws:lambda:" + ARNS + ":function:" + FUNCTION;

  private Letters() {}

  /** Returns Lambda's message about a record that it has given up. */
  public static String pointer(String shardId, String sequenceNumber, Instant arrivedAt) {
    return """
    {"requestContext":{"requestId":"99fdb8a9-ebfe-401c-8f28-fc002132a6c9","functionArn":"%s",\
    "condition":"RetryAttemptsExhausted","approximateInvokeCount":3},\
    "responseContext":{"statusCode":200,"executedVersion":"$LATEST","functionError":null},\
    "version":"1.0","timestamp":"%s","KinesisBatchInfo":{"shardId":"%s",\
    "startSequenceNumber":"%s","endSequenceNumber":"%s","approximateArrivalOfFirstRecord":"%s",\
    "approximateArrivalOfLastRecord":"%s","batchSize":1,"streamArn":"%s"}}"""
        .formatted(
            FUNCTION_ARN,
            arrivedAt,
            shardId,
            sequenceNumber,
            sequenceNumber,
            arrivedAt,
            arrivedAt,
            STREAM_ARN);
  }

  /** Returns the function's message about a record that it has parked. */
  static String parked(
      String shardId, String sequenceNumber, String key, Instant arrivedAt, String payload) {
    return """
    {"weir":"parked-record","version":1,"parkedAt":"%s","rejection":{"reason":"CONFLICT",\
    "detail":"an event with the same identity and other bytes is stored already"},\
    "record":{"stream":"%s","streamArn":"%s","shardId":"%s","sequenceNumber":"%s",\
    "partitionKey":"%s","arrivedAt":"%s","data":"%s"},\
    "function":{"arn":"%s","requestId":"8f507cfc-0000-4697-b07a-ac58fc914c95"}}"""
        .formatted(
            arrivedAt,
            STREAM,
            STREAM_ARN,
            shardId,
            sequenceNumber,
            key,
            arrivedAt,
            Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8)),
            FUNCTION_ARN);
  }
}
