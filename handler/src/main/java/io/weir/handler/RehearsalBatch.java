package io.weir.handler;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A made-up batch as Lambda sends it, in which there is one of each thing that JSON has. */
final class RehearsalBatch {

  /** As many as go in one call to the table. */
  static final int RECORDS = 25;

  private static final String PAYLOAD =
      """
      {"eventId":"weir:priming/%d","timestamp":"2026-01-01T00:00:00.5+01:00","flag":true,\
      "off":false,"nothing":null,"count":17,"number":-12.50,"place":{"lat":60.391,"lon":5.322054},\
      "list":[1,"\u00e9",{"deep":[false]}],"tags":["north","outdoor"],"text":"\\"x\\""}""";

  private static final String RECORD =
      """
      {"kinesis":{"kinesisSchemaVersion":"1.0","partitionKey":"weir:priming",\
      "sequenceNumber":"%1$056d","data":"%2$s","approximateArrivalTimestamp":1767225600.5},\
      "eventSource":"aws:kinesis","eventVersion":"1.0","eventID":"shardId-000000000000:%1$056d",\
      "eventName":"aws:kinesis:record","invokeIdentityArn":"arn:aws:iam::123456789012:role/none",\
      "awsRegion":"us-east-1",\
      "eventSourceARN":"arn:aws:kinesis:us-east-1:123456789012:stream/priming"}""";

  private static final byte[] BATCH =
      IntStream.range(0, RECORDS)
          .mapToObj(RehearsalBatch::record)
          .collect(Collectors.joining(",", "{\"Records\":[", "]}"))
          .getBytes(StandardCharsets.UTF_8);

  private RehearsalBatch() {}

  private static String record(int n) {
    byte[] payload = PAYLOAD.formatted(n).getBytes(StandardCharsets.UTF_8);
    return RECORD.formatted(n, Base64.getEncoder().encodeToString(payload));
  }

  static InputStream open() {
    return new ByteArrayInputStream(BATCH);
  }

  /** Throws unless an answer says that all of the batch was stored. */
  static void check(String answer) {
    if (!answer.equals("{\"batchItemFailures\":[]}")) {
      throw new IllegalStateException("rehearsed records were reported: " + answer);
    }
  }
}
