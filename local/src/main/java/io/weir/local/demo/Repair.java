package io.weir.local.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Map;

/** The repair of the tour's last act: what was malformed becomes a string inside an object. */
final class Repair {

  /** In jq's language, its input the payload's text. */
  static final String FILTER = "{malformed: .}";

  private static final JsonMapper JSON = new JsonMapper();

  private Repair() {}

  /**
   * Returns the bytes that the filter must make of a payload: so the tour knows, byte for byte,
   * what a repaired record has to look like in the table.
   */
  static byte[] of(byte[] payload) {
    try {
      return JSON.writeValueAsBytes(Map.of("malformed", text(payload)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a text can always be written", e);
    }
  }

  /** Bytes that are no UTF-8 count as Latin-1. */
  private static String text(byte[] payload) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
    } catch (CharacterCodingException e) {
      return new String(payload, ISO_8859_1);
    }
  }
}
