package io.weir.handler.park;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.weir.event.Origin;
import io.weir.event.StreamRecord;
import io.weir.handler.park.DeadLetterQueue.Invocation;
import io.weir.handler.park.DeadLetterQueue.Poison;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A parked record as a message's body. {@code testdata/parked} holds examples, which are the
 * contract with the queue's readers.
 *
 * @param poison what the body tells of
 * @param body JSON in ASCII: SQS refuses some characters that a partition key may hold (SQS-51)
 */
record ParkedMessage(Poison poison, String body) {

  private static final int VERSION = 1;

  /** A reader that knows no places would take one of a record's events for the record. */
  private static final int VERSION_OF_PLACES = 2;

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  static ParkedMessage of(Poison poison, Invocation by, Instant parkedAt) {
    StringWriter body = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(body)) {
      json.writeStartObject();
      json.writeStringField("weir", "parked-record");
      json.writeNumberField("version", hasPlace(poison) ? VERSION_OF_PLACES : VERSION);
      json.writeStringField("parkedAt", parkedAt.truncatedTo(ChronoUnit.MILLIS).toString());
      json.writeObjectFieldStart("rejection");
      json.writeStringField("reason", poison.rejection().reason().name());
      json.writeStringField("detail", poison.rejection().detail());
      json.writeEndObject();
      writeRecord(json, poison);
      json.writeObjectFieldStart("function");
      json.writeStringField("arn", by.functionArn());
      json.writeStringField("requestId", by.requestId());
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ParkedMessage(poison, body.toString());
  }

  private static boolean hasPlace(Poison poison) {
    return !poison.record().origin().place().isEmpty();
  }

  private static void writeRecord(JsonGenerator json, Poison poison) throws IOException {
    StreamRecord record = poison.record();
    Origin at = record.origin();
    json.writeObjectFieldStart("record");
    json.writeStringField("stream", at.stream());
    json.writeStringField("streamArn", poison.streamArn());
    json.writeStringField("shardId", at.shardId());
    json.writeStringField("sequenceNumber", at.sequenceNumber());
    if (!at.place().isEmpty()) {
      json.writeStringField("place", at.place());
    }
    if (!poison.eventId().isEmpty()) {
      json.writeStringField("eventId", poison.eventId());
    }
    json.writeStringField("partitionKey", record.partitionKey());
    json.writeStringField("arrivedAt", at.arrivedAt().toString());
    json.writeBinaryField("data", bytes(record.payload()));
    json.writeEndObject();
  }

  private static byte[] bytes(ByteBuffer payload) {
    byte[] bytes = new byte[payload.remaining()];
    payload.duplicate().get(bytes);
    return bytes;
  }

  /** Returns the body's size, which is its length because it is ASCII. */
  long size() {
    return body.length();
  }
}
