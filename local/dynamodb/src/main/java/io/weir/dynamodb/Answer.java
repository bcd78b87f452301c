package io.weir.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.dynamodb.error.DynamoDbException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * What a request is answered with.
 *
 * @param status the HTTP status, 200 unless the request was refused
 * @param body what the operation returns, or {@code __type}, {@code message} and more of an error
 */
public record Answer(int status, JsonNode body) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static Answer of(DynamoDbException error) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("__type", error.qualifiedType());
    // Which of the two spellings an error has depends on the layer that found it: clients take
    // both.
    body.put(error.qualifiedType().contains("coral.service") ? "Message" : "message", error.text());
    body.setAll(error.members());
    return new Answer(error.status(), body);
  }

  /** Says whether the request was done. */
  public boolean succeeded() {
    return status == 200;
  }

  /** Returns the error's short name, or nothing for a request that was done. */
  public Optional<String> errorType() {
    String type = body.path("__type").asText("");
    return succeeded() ? Optional.empty() : Optional.of(type.substring(type.indexOf('#') + 1));
  }

  /** Returns the bytes for the wire. */
  public byte[] bytes() {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the checksum of bytes, as the header {@code x-amz-crc32} has it. */
  public static long checksum(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }
}
