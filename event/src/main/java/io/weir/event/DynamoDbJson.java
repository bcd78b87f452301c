package io.weir.event;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * An attribute's value in DynamoDB JSON, such as <code>{"S":"x"}</code>, in UTF-8.
 *
 * <p>An event is read once and sent once, and no code looks into it in between. So it is written
 * while it is read, and never built of objects (decision 14).
 */
public final class DynamoDbJson {

  private static final byte[] STRING = ascii("{\"S\":\"");
  private static final byte[] STRING_END = ascii("\"}");
  private static final byte[] MAP = ascii("{\"M\":{");
  private static final byte[] MAP_END = ascii("}}");
  private static final byte[] LIST = ascii("{\"L\":[");
  private static final byte[] LIST_END = ascii("]}");

  private final byte[] json;

  /** Takes what is known to be a value; the array is not copied. */
  DynamoDbJson(byte[] json) {
    this.json = json;
  }

  /** Returns a text as a value; throws IllegalArgumentException for half a surrogate pair. */
  public static DynamoDbJson string(String text) {
    return quoted(quote(text));
  }

  /** Returns a text as a value that is ASCII and has nothing to escape: this is not looked at. */
  static DynamoDbJson plain(String text) {
    return quoted(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static DynamoDbJson quoted(byte[] text) {
    byte[] json = new byte[STRING.length + text.length + STRING_END.length];
    System.arraycopy(STRING, 0, json, 0, STRING.length);
    System.arraycopy(text, 0, json, STRING.length, text.length);
    System.arraycopy(STRING_END, 0, json, STRING.length + text.length, STRING_END.length);
    return new DynamoDbJson(json);
  }

  /** Returns a map as a value, its members in the map's order. */
  public static DynamoDbJson map(Map<String, DynamoDbJson> members) {
    ByteArrayOutputStream json = new ByteArrayOutputStream(256);
    json.writeBytes(MAP);
    boolean first = true;
    for (Map.Entry<String, DynamoDbJson> member : members.entrySet()) {
      if (!first) {
        json.write(',');
      }
      first = false;
      json.write('"');
      json.writeBytes(quote(member.getKey()));
      json.write('"');
      json.write(':');
      json.writeBytes(member.getValue().json);
    }
    json.writeBytes(MAP_END);
    return new DynamoDbJson(json.toByteArray());
  }

  /** Returns a list of strings as a value. */
  static DynamoDbJson list(List<String> strings) {
    ByteArrayOutputStream json = new ByteArrayOutputStream(256);
    json.writeBytes(LIST);
    for (int i = 0; i < strings.size(); i++) {
      if (i > 0) {
        json.write(',');
      }
      json.writeBytes(string(strings.get(i)).json);
    }
    json.writeBytes(LIST_END);
    return new DynamoDbJson(json.toByteArray());
  }

  private static byte[] quote(String text) {
    return JsonStringEncoder.getInstance().quoteAsUTF8(text);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  boolean isMap() {
    return Arrays.equals(json, 0, Math.min(MAP.length, json.length), MAP, 0, MAP.length);
  }

  /** Returns how many bytes it has. */
  public int length() {
    return json.length;
  }

  /** Copies it to a place in an array, and returns the place behind it. */
  public int copyTo(byte[] array, int place) {
    System.arraycopy(json, 0, array, place, json.length);
    return place + json.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DynamoDbJson that && Arrays.equals(json, that.json);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(json);
  }

  /** Says nothing of what it holds: a payload belongs into no log. */
  @Override
  public String toString() {
    return "DynamoDbJson[" + json.length + " bytes]";
  }
}
