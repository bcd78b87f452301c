package io.weir.local.mapping.engine;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.weir.local.mapping.engine.RecordSource.ShardRecord;
import io.weir.local.mapping.engine.Wiring.StreamIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.event.ruler.Machine;

/**
 * Which records reach the function: those that one of the patterns matches; all, if there is none
 * (ESM-37).
 *
 * <p>A pattern sees the members of {@code kinesis} and those beside it at one level, and {@code
 * data} decoded, as JSON. A record whose data is no JSON therefore matches no pattern that speaks
 * of {@code data}: Lambda drops it without a word, poison included.
 */
public final class Filters {

  /** The most patterns, unless AWS has raised the quota. */
  public static final int MOST_PATTERNS = 5;

  private static final int MOST_CHARACTERS = 4_096;
  private static final String INVALID = "Invalid filter pattern definition.";

  /** Those that Lambda documents; the ruler knows more of EventBridge's. */
  private static final Set<String> OPERATORS =
      Set.of("prefix", "suffix", "anything-but", "equals-ignore-case", "numeric", "exists");

  private final List<String> patterns;
  private final Machine machine;

  private Filters(List<String> patterns, Machine machine) {
    this.patterns = List.copyOf(patterns);
    this.machine = machine;
  }

  /** Every record reaches the function. */
  public static Filters none() {
    return new Filters(List.of(), Machine.builder().build());
  }

  /**
   * Reads patterns as EventBridge's own matcher does.
   *
   * @throws IllegalArgumentException in Lambda's words if there are too many, or one is too long or
   *     none that Lambda understands
   */
  public static Filters of(List<String> patterns) {
    if (patterns.size() > MOST_PATTERNS) {
      throw new IllegalArgumentException(
          "Filters limit exceeded: " + patterns.size() + " filters, the quota is " + MOST_PATTERNS);
    }
    Machine machine = Machine.builder().build();
    for (String pattern : patterns) {
      JsonNode json =
          Json.parse(pattern.getBytes(StandardCharsets.UTF_8))
              .orElseThrow(() -> new IllegalArgumentException(INVALID));
      if (pattern.length() > MOST_CHARACTERS || !json.isObject() || !knowsOperators(json)) {
        throw new IllegalArgumentException(INVALID);
      }
      try {
        machine.addRule(pattern, pattern);
      } catch (IOException | RuntimeException e) {
        throw new IllegalArgumentException(INVALID, e);
      }
    }
    return new Filters(patterns, machine);
  }

  /** Returns the patterns as they were given. */
  public List<String> patterns() {
    return patterns;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Filters filters && filters.patterns.equals(patterns);
  }

  @Override
  public int hashCode() {
    return patterns.hashCode();
  }

  @Override
  public String toString() {
    return patterns.toString();
  }

  /** Says whether a record reaches the function. */
  boolean accept(String shardId, ShardRecord record, StreamIdentity stream) {
    if (patterns.isEmpty()) {
      return true;
    }
    String event =
        new String(Json.write(out -> write(out, shardId, record, stream)), StandardCharsets.UTF_8);
    try {
      return !machine.rulesForJSONEvent(event).isEmpty();
    } catch (Exception e) {
      return true; // what cannot be judged is delivered: dropped without a word would be lost
    }
  }

  private static void write(
      JsonGenerator out, String shardId, ShardRecord record, StreamIdentity stream)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("kinesisSchemaVersion", "1.0");
    out.writeStringField("partitionKey", record.partitionKey());
    out.writeStringField("sequenceNumber", record.sequenceNumber());
    InvocationEvent.writeArrival(out, record);
    InvocationEvent.writeOrigin(out, shardId, record, stream);
    Optional<JsonNode> data = Json.parse(InvocationEvent.bytes(record));
    if (data.isPresent() && !data.get().isMissingNode()) {
      out.writeFieldName("data");
      Json.write(out, data.get());
    }
    out.writeEndObject();
  }

  /** An object inside an array is an operator: one that Lambda does not document is refused. */
  private static boolean knowsOperators(JsonNode pattern) {
    for (Map.Entry<String, JsonNode> field : pattern.properties()) {
      for (JsonNode value : field.getValue().isArray() ? field.getValue() : List.<JsonNode>of()) {
        boolean known =
            field.getKey().equals("$or")
                ? knowsOperators(value)
                : !value.isObject() || OPERATORS.containsAll(names(value));
        if (!known) {
          return false;
        }
      }
      if (field.getValue().isObject() && !knowsOperators(field.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }
}
