package io.weir.replayer.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * An entry as one line of JSON with a checksum in front: {@code {"sum":"1a2b3c4d","entry":{…}}}.
 *
 * <p>The sum is over the entry's own bytes, so that a line which a crash or a disk has cut or
 * damaged is told from one that was written.
 */
public final class EntryCodec {

  private static final String HEAD = "{\"sum\":\"";
  private static final String MIDDLE = "\",\"entry\":";
  private static final int SUM_DIGITS = 8;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, ToStringSerializer.instance)
                  .addDeserializer(Instant.class, new InstantReader()))
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private EntryCodec() {}

  /** Returns the entry's JSON, without sum and line feed. */
  public static String json(Entry entry) {
    try {
      return JSON.writerFor(Entry.class).writeValueAsString(entry);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an entry that cannot be written", e);
    }
  }

  /** Returns the entry that {@link #json} wrote, or nothing. */
  public static Optional<Entry> entry(String json) {
    try {
      return Optional.of(JSON.readValue(json, Entry.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Returns the line, with its line feed. */
  static byte[] line(Entry entry) {
    String json = json(entry);
    return (HEAD + sum(json) + MIDDLE + json + "}\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Returns the JSON of a line without its line feed; nothing if the line is damaged. That its sum
   * is right does not say that {@link #entry} understands it: a newer version may have written it.
   */
  static Optional<String> json(byte[] bytes) {
    String line = new String(bytes, StandardCharsets.UTF_8);
    int start = HEAD.length() + SUM_DIGITS + MIDDLE.length();
    if (line.length() <= start || !line.startsWith(HEAD) || !line.endsWith("}")) {
      return Optional.empty();
    }
    String json = line.substring(start, line.length() - 1);
    return line.startsWith(sum(json) + MIDDLE, HEAD.length())
        ? Optional.of(json)
        : Optional.empty();
  }

  private static String sum(String json) {
    CRC32C sum = new CRC32C();
    sum.update(json.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }

  /** An instant in ISO 8601. */
  private static final class InstantReader extends FromStringDeserializer<Instant> {

    @Serial private static final long serialVersionUID = 1;

    InstantReader() {
      super(Instant.class);
    }

    @Override
    protected Instant _deserialize(String value, DeserializationContext context) {
      return Instant.parse(value);
    }
  }
}
