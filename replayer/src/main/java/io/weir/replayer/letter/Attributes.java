package io.weir.replayer.letter;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a message of SQS carries beside its body, as far as it can be sent again.
 *
 * @param own the message attributes, by name; at most ten
 * @param traceHeader the one system attribute that a sender may set, {@code AWSTraceHeader}
 */
public record Attributes(Map<String, Value> own, Optional<String> traceHeader) {

  /** There are none. */
  public static final Attributes NONE = new Attributes(Map.of(), Optional.empty());

  private static final String OWN = "attributes";
  private static final String TRACE = "traceHeader";

  /** Takes a copy, in the order of the names. */
  public Attributes {
    own = Collections.unmodifiableMap(new TreeMap<>(own));
  }

  /**
   * One message attribute: a text, or bytes.
   *
   * @param type the data type with its label, such as {@code Number.int}; {@code Binary} has bytes
   */
  public record Value(String type, Optional<String> text, Optional<Bytes> bytes) {

    int size() {
      return type.length()
          + text.map(it -> it.getBytes(StandardCharsets.UTF_8).length).orElse(0)
          + bytes.map(Bytes::size).orElse(0);
    }
  }

  /** Tells whether there are none. */
  public boolean isEmpty() {
    return own.isEmpty() && traceHeader.isEmpty();
  }

  /** Returns what they add to a message's size, in bytes as SQS counts them (SQS-62). */
  public int size() {
    return own.entrySet().stream()
        .mapToInt(it -> it.getKey().getBytes(StandardCharsets.UTF_8).length + it.getValue().size())
        .sum();
  }

  void write(JsonGenerator json) throws IOException {
    json.writeObjectFieldStart(OWN);
    for (Map.Entry<String, Value> each : own.entrySet()) {
      json.writeObjectFieldStart(each.getKey());
      json.writeStringField("type", each.getValue().type());
      if (each.getValue().text().isPresent()) {
        json.writeStringField("text", each.getValue().text().get());
      }
      if (each.getValue().bytes().isPresent()) {
        json.writeStringField("bytes", each.getValue().bytes().get().base64());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
    if (traceHeader.isPresent()) {
      json.writeStringField(TRACE, traceHeader.get());
    }
  }

  /** Reads what {@link #write} wrote; there are none in an older export. */
  static Attributes read(Fields message) throws MalformedException {
    Optional<Fields> all = message.optionalObject(OWN);
    Map<String, Value> own = new TreeMap<>();
    if (all.isPresent()) {
      for (Map.Entry<String, JsonNode> each : all.get().json().properties()) {
        String name = each.getKey();
        Fields value = all.get().object(name);
        boolean binary = value.json().has("bytes");
        own.put(
            name,
            new Value(
                value.text("type"),
                value.optionalText("text"),
                binary ? Optional.of(value.base64("bytes")) : Optional.empty()));
      }
    }
    return new Attributes(own, message.optionalText(TRACE));
  }
}
