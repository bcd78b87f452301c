package io.weir.local.mapping.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.local.mapping.engine.Target.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A function that remembers what it was given, as {@code shard:number:key}, and answers by rule.
 */
final class RecordingTarget implements Target {

  private final List<String> seen = new ArrayList<>();
  private final List<Integer> batchSizes = new ArrayList<>();
  private final Function<List<String>, Outcome> answer;

  RecordingTarget(Function<List<String>, Outcome> answer) {
    this.answer = answer;
  }

  /** One that does everything it is given. */
  static RecordingTarget succeeding() {
    return new RecordingTarget(numbers -> new Outcome.Returned(new byte[0]));
  }

  synchronized List<String> seen() {
    return List.copyOf(seen);
  }

  synchronized List<Integer> batchSizes() {
    return List.copyOf(batchSizes);
  }

  @Override
  public String functionArn() {
    return "arn:aws:lambda:us-east-1:123456789012:function:recording";
  }

  @Override
  public String executedVersion() {
    return "$LATEST";
  }

  @Override
  public Outcome invoke(String requestId, byte[] event) {
    List<String> numbers = new ArrayList<>();
    synchronized (this) {
      JsonNode records = Json.parse(event).orElseThrow().path("Records");
      batchSizes.add(records.size());
      for (JsonNode record : records) {
        String number = record.path("kinesis").path("sequenceNumber").asText();
        numbers.add(number);
        seen.add(
            record.path("eventID").asText()
                + ":"
                + record.path("kinesis").path("partitionKey").asText());
      }
    }
    return answer.apply(numbers);
  }
}
