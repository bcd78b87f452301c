package io.weir.replayer.route;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.weir.replayer.letter.StreamArn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * The event that Lambda's mapping would call the function with for these records: their own
 * coordinates, byte for byte their payloads, and the members in Lambda's order (ESM-9, ESM-41,
 * ESM-42).
 *
 * @param roleArn the function's execution role, which the mapping names in every record
 */
public record InvocationEvent(String roleArn) {

  private static final JsonFactory JSON = new JsonFactory();

  /** Returns the event of a batch. */
  public byte[] of(List<Work> batch) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeArrayFieldStart("Records");
      for (Work work : batch) {
        write(json, work);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void write(JsonGenerator json, Work work) throws IOException {
    StreamArn stream = work.original().coordinates().stream();
    String number = work.original().coordinates().sequenceNumber().toString();
    json.writeStartObject();
    json.writeObjectFieldStart("kinesis");
    json.writeStringField("kinesisSchemaVersion", "1.0");
    json.writeStringField("partitionKey", work.partitionKey());
    json.writeStringField("sequenceNumber", number);
    json.writeStringField("data", work.carried().base64());
    json.writeFieldName("approximateArrivalTimestamp");
    json.writeNumber(seconds(work.original().arrivedAt()));
    json.writeEndObject();
    json.writeStringField("eventSource", "aws:kinesis");
    json.writeStringField("eventVersion", "1.0");
    json.writeStringField("eventID", work.shardId() + ":" + number);
    json.writeStringField("eventName", "aws:kinesis:record");
    json.writeStringField("invokeIdentityArn", roleArn);
    json.writeStringField("awsRegion", stream.region());
    json.writeStringField("eventSourceARN", work.source());
    json.writeEndObject();
  }

  private static String seconds(Instant time) {
    return BigDecimal.valueOf(time.toEpochMilli(), 3).stripTrailingZeros().toPlainString();
  }
}
