package io.weir.local.mapping.engine;

import com.fasterxml.jackson.core.JsonGenerator;
import io.weir.local.mapping.engine.Discard.Response;
import io.weir.local.mapping.engine.OnFailure.GivenUp;
import io.weir.local.mapping.engine.RecordSource.ShardRecord;
import io.weir.local.mapping.engine.Wiring.StreamIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Lambda's on-failure message: a shard and a range of sequence numbers, no payload (ESM-26).
 *
 * @param at when the records were given up
 */
record Pointer(Discard discard, String shardId, StreamIdentity stream, Target target, Instant at) {

  /** Returns it as destinations take it. */
  GivenUp asGivenUp() {
    return new GivenUp(text(), this::withPayload, shardId, at);
  }

  /** Returns the message. */
  String text() {
    return json(out -> {});
  }

  /** Returns the message with the event that the function received, or would have (ESM-29). */
  String withPayload() {
    byte[] event = new InvocationEvent(stream).of(shardId, discard.records());
    return json(out -> out.writeStringField("payload", new String(event, StandardCharsets.UTF_8)));
  }

  private String json(Json.Writer more) {
    byte[] json =
        Json.write(
            out -> {
              out.writeStartObject();
              writeRequest(out, discard, target.functionArn());
              if (discard.response().isPresent()) {
                writeResponse(out, discard.response().get(), target.executedVersion());
              }
              out.writeStringField("version", "1.0");
              out.writeStringField("timestamp", at.truncatedTo(ChronoUnit.MILLIS).toString());
              writeRange(out, discard, shardId, stream.streamArn());
              more.writeTo(out);
              out.writeEndObject();
            });
    return new String(json, StandardCharsets.UTF_8);
  }

  private static void writeRequest(JsonGenerator out, Discard discard, String functionArn)
      throws IOException {
    out.writeObjectFieldStart("requestContext");
    out.writeStringField("requestId", discard.requestId().toString());
    out.writeStringField("functionArn", functionArn);
    out.writeStringField("condition", discard.condition().wireName());
    out.writeNumberField("approximateInvokeCount", discard.invokeCount());
    out.writeEndObject();
  }

  private static void writeResponse(JsonGenerator out, Response response, String version)
      throws IOException {
    out.writeObjectFieldStart("responseContext");
    out.writeNumberField("statusCode", 200);
    out.writeStringField("executedVersion", version);
    if (response == Response.UNHANDLED) {
      out.writeStringField("functionError", "Unhandled");
    } else {
      out.writeNullField("functionError"); // ESM-22: reported items leave no function error
    }
    out.writeEndObject();
  }

  private static void writeRange(
      JsonGenerator out, Discard discard, String shardId, String streamArn) throws IOException {
    ShardRecord first = discard.records().get(0);
    ShardRecord last = discard.records().get(discard.records().size() - 1);
    out.writeObjectFieldStart("KinesisBatchInfo");
    out.writeStringField("shardId", shardId);
    out.writeStringField("startSequenceNumber", first.sequenceNumber());
    out.writeStringField("endSequenceNumber", last.sequenceNumber());
    out.writeStringField("approximateArrivalOfFirstRecord", first.arrivedAt().toString());
    out.writeStringField("approximateArrivalOfLastRecord", last.arrivedAt().toString());
    out.writeNumberField("batchSize", discard.records().size());
    out.writeStringField("streamArn", streamArn);
    out.writeEndObject();
  }
}
