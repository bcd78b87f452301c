package io.weir.local.mapping.engine;

import com.fasterxml.jackson.core.JsonGenerator;
import io.weir.local.mapping.engine.RecordSource.ShardRecord;
import io.weir.local.mapping.engine.Wiring.StreamIdentity;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/** The JSON event that a function receives for a batch, member for member as Lambda writes it. */
final class InvocationEvent {

  /** The most bytes an event may have, encoded: Lambda's limit for a synchronous call (ESM-5). */
  static final int MAX_BYTES = 6 * 1024 * 1024;

  private static final int MEMBERS_AND_NAMES = 420;

  private final StreamIdentity stream;

  InvocationEvent(StreamIdentity stream) {
    this.stream = stream;
  }

  /** Returns the event's bytes. */
  public byte[] of(String shardId, List<ShardRecord> records) {
    return Json.write(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("Records");
          for (ShardRecord record : records) {
            write(json, shardId, record);
          }
          json.writeEndArray();
          json.writeEndObject();
        });
  }

  /**
   * Returns at least as many bytes as a record adds to an event: its base64, its key with every
   * character escaped, its names and numbers.
   */
  int encodedSize(ShardRecord record) {
    int base64 = (record.data().remaining() + 2) / 3 * 4;
    int numbers = 2 * record.sequenceNumber().length();
    int arns = stream.streamArn().length() + stream.invokeIdentityArn().length();
    return base64 + 6 * record.partitionKey().length() + numbers + arns + MEMBERS_AND_NAMES;
  }

  private void write(JsonGenerator json, String shardId, ShardRecord record) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("kinesis");
    json.writeStringField("kinesisSchemaVersion", "1.0");
    json.writeStringField("partitionKey", record.partitionKey());
    json.writeStringField("sequenceNumber", record.sequenceNumber());
    json.writeBinaryField("data", bytes(record));
    writeArrival(json, record);
    json.writeEndObject();
    writeOrigin(json, shardId, record, stream);
    json.writeEndObject();
  }

  /** Writes when the stream accepted a record. */
  static void writeArrival(JsonGenerator json, ShardRecord record) throws IOException {
    json.writeFieldName("approximateArrivalTimestamp");
    json.writeNumber(
        BigDecimal.valueOf(record.arrivedAt().toEpochMilli(), 3)
            .stripTrailingZeros()
            .toPlainString()); // ESM-9: seconds, up to three decimals, no trailing zeros
  }

  /** Writes the members that stand beside {@code kinesis}. */
  static void writeOrigin(
      JsonGenerator json, String shardId, ShardRecord record, StreamIdentity stream)
      throws IOException {
    json.writeStringField("eventSource", "aws:kinesis");
    json.writeStringField("eventVersion", "1.0");
    json.writeStringField("eventID", shardId + ":" + record.sequenceNumber());
    json.writeStringField("eventName", "aws:kinesis:record");
    json.writeStringField("invokeIdentityArn", stream.invokeIdentityArn());
    json.writeStringField("awsRegion", stream.region());
    json.writeStringField("eventSourceARN", stream.streamArn());
  }

  static byte[] bytes(ShardRecord record) {
    byte[] bytes = new byte[record.data().remaining()];
    record.data().duplicate().get(bytes);
    return bytes;
  }
}
