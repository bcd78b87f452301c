package io.weir.handler;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.Record;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mapping's event and the answer to it as Lambda sends them, by streaming.
 *
 * <p>Lambda's runtime would read the same, but through a data binding of its own: some 800 classes,
 * which every cold start would load. Unknown members are skipped, as the runtime does.
 */
final class KinesisJson {

  private static final JsonFactory JSON = new JsonFactory();
  private static final double MILLIS = 1000;

  private KinesisJson() {}

  /**
   * Reads an event, and throws what fails the whole batch if it is none. Without the member {@code
   * Records} it is none, and has no records here; with null it has an empty list of them.
   */
  static KinesisEvent read(InputStream in) throws IOException {
    try (JsonParser parser = JSON.createParser(in)) {
      parser.nextToken();
      require(JsonToken.START_OBJECT, parser);
      KinesisEvent event = new KinesisEvent();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (!name.equals("Records")) {
          parser.skipChildren();
        } else if (value != JsonToken.VALUE_NULL) {
          event.setRecords(records(parser));
        } else if (event.getRecords() == null) {
          event.setRecords(List.of());
        }
      }
      return event;
    }
  }

  private static List<KinesisEventRecord> records(JsonParser parser) throws IOException {
    require(JsonToken.START_ARRAY, parser);
    List<KinesisEventRecord> records = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      require(JsonToken.START_OBJECT, parser);
      records.add(record(parser));
    }
    return records;
  }

  private static KinesisEventRecord record(JsonParser parser) throws IOException {
    KinesisEventRecord record = new KinesisEventRecord();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "kinesis" -> {
          if (value != JsonToken.VALUE_NULL) {
            require(JsonToken.START_OBJECT, parser);
            record.setKinesis(kinesis(parser));
          }
        }
        case "eventID" -> record.setEventID(text(parser));
        case "eventSource" -> record.setEventSource(text(parser));
        case "eventSourceARN" -> record.setEventSourceARN(text(parser));
        case "eventName" -> record.setEventName(text(parser));
        case "eventVersion" -> record.setEventVersion(text(parser));
        case "invokeIdentityArn" -> record.setInvokeIdentityArn(text(parser));
        case "awsRegion" -> record.setAwsRegion(text(parser));
        default -> parser.skipChildren();
      }
    }
    return record;
  }

  private static Record kinesis(JsonParser parser) throws IOException {
    Record kinesis = new Record();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "data" -> {
          if (value != JsonToken.VALUE_NULL) {
            kinesis.setData(ByteBuffer.wrap(parser.getBinaryValue()));
          }
        }
        case "sequenceNumber" -> kinesis.setSequenceNumber(text(parser));
        case "partitionKey" -> kinesis.setPartitionKey(text(parser));
        case "kinesisSchemaVersion" -> kinesis.setKinesisSchemaVersion(text(parser));
        case "encryptionType" -> kinesis.setEncryptionType(text(parser));
        case "approximateArrivalTimestamp" ->
            kinesis.setApproximateArrivalTimestamp(date(scalar(parser).getValueAsDouble()));
        default -> parser.skipChildren();
      }
    }
    return kinesis;
  }

  private static @Nullable String text(JsonParser parser) throws IOException {
    return scalar(parser).getValueAsString();
  }

  private static JsonParser scalar(JsonParser parser) throws IOException {
    if (parser.currentToken().isStructStart()) {
      throw strange(parser);
    }
    return parser;
  }

  private static void require(JsonToken token, JsonParser parser) throws IOException {
    if (parser.currentToken() != token) {
      throw strange(parser);
    }
  }

  private static StrangeEventException strange(JsonParser parser) throws IOException {
    String where = parser.currentName() == null ? "" : ", in " + parser.currentName();
    return StrangeEventException.ofEvent("a strange %s%s".formatted(parser.currentToken(), where));
  }

  /** As Lambda's own library does it: seconds with a fraction, no date for the epoch (ESM-43). */
  @SuppressWarnings("JavaUtilDate") // what the events' types take
  private static @Nullable Date date(double seconds) {
    return seconds == 0 ? null : new Date((long) (seconds * MILLIS));
  }

  /** Writes an answer. */
  static void write(StreamsEventResponse answer, OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("batchItemFailures");
      for (BatchItemFailure failure : answer.getBatchItemFailures()) {
        json.writeStartObject();
        json.writeStringField("itemIdentifier", failure.getItemIdentifier());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }
}
