package io.weir.local.kinesis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Makes fields into one text that callers hand back as it is, and notices when they did not. It
 * begins like AWS's own, {@code AAAAAAAAAAE}, and needs no memory of what was handed out.
 */
final class Token {

  private static final long VERSION = 1;
  private static final int HEADER = 12;

  private Token() {}

  static String of(Object... fields) {
    List<String> texts = List.of(fields).stream().map(String::valueOf).toList();
    byte[] body = String.join("/", texts).getBytes(StandardCharsets.UTF_8);
    byte[] whole =
        ByteBuffer.allocate(HEADER + body.length)
            .putLong(VERSION)
            .putInt(checksum(body))
            .put(body)
            .array();
    return Base64.getEncoder().encodeToString(whole);
  }

  static Optional<List<String>> fields(String text, int count) {
    byte[] whole;
    try {
      whole = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (whole.length < HEADER) {
      return Optional.empty();
    }
    ByteBuffer buffer = ByteBuffer.wrap(whole);
    byte[] body = new byte[whole.length - HEADER];
    buffer.get(HEADER, body);
    if (buffer.getLong() != VERSION || buffer.getInt() != checksum(body)) {
      return Optional.empty();
    }
    List<String> fields = List.of(new String(body, StandardCharsets.UTF_8).split("/", -1));
    return fields.size() == count ? Optional.of(fields) : Optional.empty();
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
