package io.weir.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Writes one document in DynamoDB JSON, value by value. */
final class DocumentWriter implements AutoCloseable {

  /** Four bytes for a character beyond the first plane; in escapes, as is usual, it has twelve. */
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  private static final SerializedString STRING = new SerializedString("S");
  private static final SerializedString NUMBER = new SerializedString("N");
  private static final SerializedString BOOL = new SerializedString("BOOL");
  private static final SerializedString NULL = new SerializedString("NULL");
  private static final SerializedString LIST = new SerializedString("L");
  private static final SerializedString MAP = new SerializedString("M");
  private static final int USUAL_SIZE = 1024;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
  private final JsonGenerator json;

  DocumentWriter() throws IOException {
    json = JSON.createGenerator(bytes);
  }

  /** Begins a map; each of its members is a name and a value. */
  void beginMap() throws IOException {
    begin(MAP);
    json.writeStartObject();
  }

  void name(String name) throws IOException {
    json.writeFieldName(name);
  }

  void endMap() throws IOException {
    json.writeEndObject();
    json.writeEndObject();
  }

  void beginList() throws IOException {
    begin(LIST);
    json.writeStartArray();
  }

  void endList() throws IOException {
    json.writeEndArray();
    json.writeEndObject();
  }

  void string(char[] text, int start, int length) throws IOException {
    begin(STRING);
    json.writeString(text, start, length);
    json.writeEndObject();
  }

  void number(DecimalNumber number) throws IOException {
    begin(NUMBER);
    json.writeString(number.text());
    json.writeEndObject();
  }

  void bool(boolean value) throws IOException {
    begin(BOOL);
    json.writeBoolean(value);
    json.writeEndObject();
  }

  /** Writes DynamoDB's null, which says that it is true. */
  void nul() throws IOException {
    begin(NULL);
    json.writeBoolean(true);
    json.writeEndObject();
  }

  private void begin(SerializedString type) throws IOException {
    json.writeStartObject();
    json.writeFieldName(type);
  }

  /** Returns what was written, once it is complete. */
  DynamoDbJson written() throws IOException {
    json.flush();
    return new DynamoDbJson(bytes.toByteArray());
  }

  @Override
  public void close() throws IOException {
    json.close();
  }
}
