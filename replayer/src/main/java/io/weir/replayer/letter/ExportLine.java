package io.weir.replayer.letter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A letter and its records as one line of JSON in ASCII: every byte and every field, with hashes
 * that tell whether it is still what it was. Reads back through {@link LetterReader}.
 */
public final class ExportLine {

  static final String KIND = "exported-letter";

  /** Without attributes an export is as 0.1.0 reads it; one with them it must not read halfway. */
  static final int VERSION = 1;

  static final int WITH_ATTRIBUTES = 2;

  /** One of a record's events must not be taken for the record. */
  static final int WITH_PLACES = 3;

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private ExportLine() {}

  /**
   * Writes one letter, without the line's end.
   *
   * @param verdict how complete the records are, as {@code recover} names it
   */
  public static Bytes of(
      Letter letter, String verdict, List<RecoveredRecord> records, Instant exportedAt) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("weir", KIND);
      json.writeNumberField("version", version(letter, records));
      json.writeStringField("exportedAt", exportedAt.toString());
      writeMessage(json, letter);
      json.writeStringField("verdict", verdict);
      json.writeArrayFieldStart("records");
      for (RecoveredRecord record : records) {
        writeRecord(json, record);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Bytes.of(line.toByteArray());
  }

  private static int version(Letter letter, List<RecoveredRecord> records) {
    if (records.stream().anyMatch(record -> !record.coordinates().place().isEmpty())) {
      return WITH_PLACES;
    }
    return letter.attributes().isEmpty() ? VERSION : WITH_ATTRIBUTES;
  }

  private static void writeMessage(JsonGenerator json, Letter letter) throws IOException {
    json.writeObjectFieldStart("message");
    json.writeStringField("id", letter.id());
    writeTime(json, "sentAt", letter.sentAt());
    writeTime(json, "firstReceivedAt", letter.firstReceivedAt());
    json.writeNumberField("receiveCount", letter.receiveCount());
    json.writeStringField("sha256", letter.body().sha256());
    json.writeStringField("body", letter.body().base64());
    if (!letter.attributes().isEmpty()) {
      letter.attributes().write(json);
    }
    json.writeEndObject();
  }

  private static void writeTime(JsonGenerator json, String name, Optional<Instant> time)
      throws IOException {
    if (time.isPresent()) {
      json.writeStringField(name, time.get().toString());
    }
  }

  private static void writeRecord(JsonGenerator json, RecoveredRecord record) throws IOException {
    Coordinates at = record.coordinates();
    json.writeStartObject();
    json.writeStringField("streamArn", at.stream().toString());
    json.writeStringField("shardId", at.shardId());
    json.writeStringField("sequenceNumber", at.sequenceNumber().toString());
    if (!at.place().isEmpty()) {
      json.writeStringField("place", at.place());
    }
    json.writeStringField("partitionKey", record.partitionKey());
    json.writeStringField("arrivedAt", record.arrivedAt().toString());
    json.writeStringField("sha256", record.payload().sha256());
    json.writeStringField("data", record.payload().base64());
    json.writeEndObject();
  }
}
