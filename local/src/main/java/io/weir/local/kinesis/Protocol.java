package io.weir.local.kinesis;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import io.weir.local.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * The two forms in which requests and answers travel. They differ in blobs, which Jackson knows
 * about, and in timestamps: JSON has seconds with a fraction, CBOR has tag 1 and, against its own
 * standard, whole milliseconds (KIN-14).
 */
final class Protocol {
  private static final int EPOCH_TAG = 1;
  private static final int LONGEST_TEXT = 32 << 20;

  static final Protocol JSON = new Protocol("application/x-amz-json-1.1", new ObjectMapper());
  static final Protocol CBOR =
      new Protocol("application/x-amz-cbor-1.1", new ObjectMapper(new CBORFactory()));

  private final String contentType;
  private final ObjectMapper mapper;

  private Protocol(String contentType, ObjectMapper mapper) {
    this.contentType = contentType;
    this.mapper = mapper;
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT).build());
    mapper.registerModule(
        new SimpleModule()
            .addSerializer(Instant.class, new InstantWriter())
            .addDeserializer(Instant.class, new MillisReader()));
  }

  static Protocol of(Request request) {
    return request.header("content-type").orElse("").startsWith(CBOR.contentType) ? CBOR : JSON;
  }

  String contentType() {
    return contentType;
  }

  ObjectMapper mapper() {
    return mapper;
  }

  ObjectNode read(byte[] body) {
    try {
      if (mapper.readTree(body) instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException e) {
      throw KinesisException.serialization("The request could not be read: " + e.getMessage());
    }
    throw KinesisException.serialization("The request is not an object.");
  }

  byte[] write(ObjectNode answer) {
    try {
      return mapper.writeValueAsBytes(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Instant instant(JsonNode number) {
    return this == CBOR && number.isIntegralNumber()
        ? Instant.ofEpochMilli(number.longValue())
        : Instant.ofEpochMilli(Math.round(number.doubleValue() * 1000));
  }

  /** Writes what {@link Protocol#instant} reads. */
  private static final class InstantWriter extends JsonSerializer<Instant> {
    @Override
    public void serialize(Instant instant, JsonGenerator out, SerializerProvider ignored)
        throws IOException {
      if (out instanceof CBORGenerator cbor) {
        cbor.writeTag(EPOCH_TAG);
        cbor.writeNumber(instant.toEpochMilli());
      } else {
        out.writeNumber(instant.toEpochMilli() / 1000.0);
      }
    }
  }

  /** Reads what {@link InstantWriter} writes in CBOR, for the emulator's own log. */
  private static final class MillisReader extends JsonDeserializer<Instant> {
    @Override
    public Instant deserialize(JsonParser in, DeserializationContext ignored) throws IOException {
      return Instant.ofEpochMilli(in.getLongValue());
    }
  }
}
