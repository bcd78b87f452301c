package io.weir.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Payloads of about 1 MiB that cost a careless decoder its stack, its heap or its minute, each with
 * the fate it has to meet. As a program it decodes them all and ends with an exit code, so that a
 * test can do so in a small heap.
 */
final class HostilePayloads {
  private static final int MIB = 1024 * 1024;

  private HostilePayloads() {}

  /** Returns payloads by name, where a name is the expected fate, a colon, and what it is. */
  static Map<String, Supplier<byte[]>> all() {
    Map<String, Supplier<String>> texts = new LinkedHashMap<>(many());
    texts.putAll(big());
    Map<String, Supplier<byte[]>> payloads = new LinkedHashMap<>();
    texts.forEach(
        (name, text) -> payloads.put(name, () -> text.get().getBytes(StandardCharsets.UTF_8)));
    payloads.put("NOT_UTF8: all bits", () -> filled((byte) 0xFF));
    payloads.put("NOT_UTF8: zeros", () -> filled((byte) 0));
    return payloads;
  }

  /** Many tokens, or few of an odd kind. */
  private static Map<String, Supplier<String>> many() {
    Map<String, Supplier<String>> texts = new LinkedHashMap<>();
    texts.put("TOO_DEEP: arrays in arrays", () -> "{\"a\":" + "[".repeat(MIB));
    texts.put("TOO_DEEP: objects in objects", () -> "{\"a\":".repeat(MIB / 5));
    texts.put("TOO_DEEP: arrays and no object", () -> "[".repeat(MIB));
    texts.put("TOO_LARGE: many empty arrays", () -> "{\"a\":[" + "[],".repeat(MIB / 3) + "[]]}");
    texts.put("TOO_LARGE: many empty objects", () -> "{\"a\":[" + "{},".repeat(MIB / 3) + "{}]}");
    texts.put("TOO_LARGE: many zeros", () -> "{\"a\":[" + "0,".repeat(MIB / 2) + "0]}");
    texts.put("TOO_LARGE: many nulls", () -> "{\"a\":[" + "null,".repeat(MIB / 5) + "null]}");
    texts.put("TOO_LARGE: one long string", () -> "{\"a\":\"" + "x".repeat(MIB) + "\"}");
    texts.put("TOO_LARGE: long escapes", () -> "{\"a\":\"" + "\\u20ac".repeat(MIB / 6) + "\"}");
    texts.put("STORED: short escapes", () -> "{\"a\":\"" + "\\u0041".repeat(MIB / 6) + "\"}");
    texts.put("TOO_LARGE: huge exponents", () -> "{\"a\":[" + "1e125,".repeat(MIB / 6) + "1]}");
    texts.put("TRAILING_CONTENT: objects", () -> "{\"a\":1}".repeat(MIB / 7));
    texts.put("STORED: space", () -> " ".repeat(MIB) + "{}");
    texts.put("EMPTY: space", () -> " ".repeat(MIB));
    texts.put("NOT_JSON: quotes", () -> "{" + "\"".repeat(MIB));
    texts.put("NOT_JSON: an open string", () -> "{\"a\":\"" + "\\\\".repeat(MIB / 2));
    texts.put("LONE_SURROGATE: halves", () -> "{\"a\":\"" + "\\ud800".repeat(50_000) + "\"}");
    texts.put("NOT_AN_OBJECT: a long number", () -> "1".repeat(MIB));
    texts.put("NOT_AN_OBJECT: a wide array", () -> "[" + "[],".repeat(MIB / 3) + "[]]");
    texts.put("INVALID_EVENT_ID: long", () -> "{\"eventId\":\"" + "x".repeat(400_000 / 2) + "\"}");
    texts.put(
        "STORED: a long timestamp", () -> timestamp("2026-11-22T20:08:00." + "1".repeat(300_000)));
    return texts;
  }

  /** Single numbers and names, and names that hash alike. */
  private static Map<String, Supplier<String>> big() {
    Map<String, Supplier<String>> texts = new LinkedHashMap<>();
    texts.put("NUMBER_OUT_OF_RANGE: an exponent", () -> "{\"a\":1e" + "9".repeat(MIB) + "}");
    texts.put("STORED: zeros before an exponent", () -> "{\"a\":1e" + "0".repeat(MIB) + "1}");
    texts.put("STORED: zero to any power", () -> "{\"a\":0e" + "9".repeat(MIB) + "}");
    texts.put("NUMBER_OUT_OF_RANGE: digits", () -> "{\"a\":" + "9".repeat(MIB) + "}");
    texts.put("NUMBER_OUT_OF_RANGE: fraction", () -> "{\"a\":0." + "3".repeat(MIB) + "}");
    texts.put("STORED: a fraction of zeros", () -> "{\"a\":1." + "0".repeat(MIB) + "}");
    texts.put("STORED: zeros that cancel", () -> "{\"a\":1" + "0".repeat(MIB) + "e-" + MIB + "}");
    texts.put("INVALID_NAME: one long name", () -> "{\"" + "n".repeat(MIB) + "\":1}");
    texts.put("STORED: 10,000 colliding names", () -> collidingNames(10_000));
    texts.put(
        "DUPLICATE_KEY: after 10,000",
        () -> collidingNames(10_000).replace("}", ",\"z\":1,\"z\":1}"));
    return texts;
  }

  /** Decodes each of them; a wrong fate, or an error, becomes the exit code. */
  public static void main(String[] arguments) {
    for (Map.Entry<String, Supplier<byte[]>> payload : all().entrySet()) {
      String fate = Records.fate(payload.getValue().get());
      if (!payload.getKey().startsWith(fate + ":")) {
        throw new AssertionError(payload.getKey() + " met " + fate);
      }
    }
  }

  /** "Aa" and "BB" have one hash code, and so has every word of them with the same length. */
  private static String collidingNames(int count) {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < count; i++) {
      json.append(i == 0 ? "\"" : ",\"");
      for (int bit = 0; bit < 14; bit++) {
        json.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      json.append("\":1");
    }
    return json.append('}').toString();
  }

  private static String timestamp(String start) {
    return "{\"timestamp\":\"" + start + "Z\"}";
  }

  private static byte[] filled(byte value) {
    byte[] bytes = new byte[MIB];
    Arrays.fill(bytes, value);
    return bytes;
  }
}
