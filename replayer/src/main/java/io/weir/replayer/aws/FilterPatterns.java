package io.weir.replayer.aws;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.replayer.letter.Coordinates;
import io.weir.replayer.letter.RecoveredRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import software.amazon.event.ruler.Machine;

/**
 * A mapping's filter: one pattern that matches is enough, and {@code data} is matched decoded, as
 * JSON (ESM-37). A payload that is no JSON matches no pattern that speaks of {@code data}.
 */
final class FilterPatterns {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final Machine machine = Machine.builder().build();
  private final boolean all;

  /**
   * Reads patterns; none take every record.
   *
   * @throws IllegalArgumentException if one of them is not understood
   */
  FilterPatterns(List<String> patterns) {
    all = patterns.isEmpty();
    for (String pattern : patterns) {
      try {
        machine.addRule(pattern, pattern);
      } catch (IOException | RuntimeException e) {
        throw new IllegalArgumentException("a pattern of the filter is not understood", e);
      }
    }
  }

  /** Tells whether a record reaches the function; true for one that cannot be judged. */
  boolean take(RecoveredRecord record) {
    try {
      return all || !machine.rulesForJSONEvent(JSON.writeValueAsString(event(record))).isEmpty();
    } catch (Exception e) { // the ruler declares it
      return true;
    }
  }

  private static ObjectNode event(RecoveredRecord record) {
    Coordinates at = record.coordinates();
    ObjectNode event =
        JSON.createObjectNode()
            .put("kinesisSchemaVersion", "1.0")
            .put("partitionKey", record.partitionKey())
            .put("sequenceNumber", at.sequenceNumber().toString())
            .put(
                "approximateArrivalTimestamp",
                BigDecimal.valueOf(record.arrivedAt().toEpochMilli(), 3))
            .put("eventSource", "aws:kinesis")
            .put("eventVersion", "1.0")
            .put("eventID", at.shardId() + ":" + at.sequenceNumber())
            .put("eventName", "aws:kinesis:record")
            .put("awsRegion", at.stream().region())
            .put("eventSourceARN", at.stream().toString());
    try {
      JsonNode data = JSON.readTree(record.payload().toArray());
      if (data != null && !data.isMissingNode()) {
        event.set("data", data);
      }
    } catch (IOException e) {
      return event; // without data, which no pattern of data matches
    }
    return event;
  }
}
