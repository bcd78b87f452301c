package io.weir.local.mapping.engine;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The mapping's JSON: compact, members in the order in which Lambda writes them. */
final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Json() {}

  /** Returns the tree, a missing node for no bytes at all, or empty if the bytes are no JSON. */
  static Optional<JsonNode> parse(byte[] json) {
    try {
      return Optional.of(MAPPER.readTree(json));
    } catch (IOException e) {
      return Optional.empty(); // bytes in memory fail for one reason only
    }
  }

  /** Returns what the writer wrote. */
  static byte[] write(Writer writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
      writer.writeTo(json);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be written", e);
    }
    return bytes.toByteArray();
  }

  /** Writes a tree as the next value. */
  static void write(JsonGenerator json, JsonNode tree) throws IOException {
    MAPPER.writeTree(json, tree);
  }

  /** Writes one value. */
  @FunctionalInterface
  interface Writer {
    /** Writes the value. */
    void writeTo(JsonGenerator json) throws IOException;
  }
}
