package io.weir.local.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.local.lambda.Invocation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One invocation by the mapping: what was handed to the function, and how that ended.
 *
 * @param number in the order in which invocations began, from 1
 * @param requestId the same for each attempt of an unchanged batch
 * @param shardId of all its records
 * @param sequenceNumbers of its records, in shard order
 * @param outcome what the function did
 */
public record Delivery(
    int number,
    String requestId,
    String shardId,
    List<String> sequenceNumbers,
    Invocation outcome) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int MOST_CHARACTERS = 200;

  /** Keeps a copy of the list. */
  public Delivery {
    sequenceNumbers = List.copyOf(sequenceNumbers);
  }

  static Delivery of(int number, String requestId, byte[] event, Invocation outcome) {
    List<String> numbers = new ArrayList<>();
    String shardId = "";
    for (JsonNode record : parse(event).path("Records")) {
      numbers.add(record.at("/kinesis/sequenceNumber").asText());
      shardId = record.path("eventID").asText().replaceAll(":.*", "");
    }
    return new Delivery(number, requestId, shardId, numbers, outcome);
  }

  /** Says whether a record was among those handed over. */
  public boolean carries(PutRecord record) {
    return shardId.equals(record.shardId()) && sequenceNumbers.contains(record.sequenceNumber());
  }

  /** Returns the identifiers that the function reported as failed, as it wrote them. */
  public List<String> reported() {
    List<String> reported = new ArrayList<>();
    if (outcome instanceof Invocation.Returned returned) {
      for (JsonNode failure : parse(returned.payload()).path("batchItemFailures")) {
        reported.add(failure.path("itemIdentifier").asText());
      }
    }
    return reported;
  }

  String describe(Names names) {
    return "%2d  %s  %s  -> %s"
        .formatted(number, shardId, names.list(shardId, sequenceNumbers), describeOutcome(names));
  }

  private String describeOutcome(Names names) {
    if (outcome instanceof Invocation.Failed failed) {
      return "failed: " + shortened(failed.errorType() + ": " + failed.errorMessage());
    }
    if (outcome instanceof Invocation.Returned returned) {
      List<String> reported = reported();
      return reported.isEmpty()
          ? "returned " + shortened(new String(returned.payload(), StandardCharsets.UTF_8))
          : "reported " + names.list(shardId, reported);
    }
    return "throttled";
  }

  private static String shortened(String text) {
    String line = text.lines().collect(Collectors.joining(" "));
    return line.length() > MOST_CHARACTERS ? line.substring(0, MOST_CHARACTERS) + "..." : line;
  }

  private static JsonNode parse(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      return JSON.missingNode(); // a function may answer anything
    }
  }
}
