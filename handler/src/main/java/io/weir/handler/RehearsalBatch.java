package io.weir.handler;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A made-up batch, read as Lambda sends it and answered as Lambda takes it. */
final class RehearsalBatch {

  /** As many as go in one call to the table. */
  static final int RECORDS = 25;

  private static final String PAYLOAD =
      """
      {"eventId":"weir:priming/%d","timestamp":"2026-01-01T00:00:00.5+01:00","flag":true,\
      "nothing":null,"number":-12.50,"list":[1,"\u00e9",{"deep":[false]}],"text":"\\"x\\""}""";

  private static final String RECORD =
      """
      {"kinesis":{"kinesisSchemaVersion":"1.0","partitionKey":"weir:priming",\
      "sequenceNumber":"%1$d","data":"%2$s","approximateArrivalTimestamp":1767225600.5},\
      "eventSource":"aws:kinesis","eventVersion":"1.0","eventID":"shardId-000000000000:%1$d",\
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

  static KinesisEvent read() throws IOException {
    return KinesisJson.read(new ByteArrayInputStream(BATCH));
  }

  static void write(StreamsEventResponse response) throws IOException {
    KinesisJson.write(response, OutputStream.nullOutputStream());
  }
}
