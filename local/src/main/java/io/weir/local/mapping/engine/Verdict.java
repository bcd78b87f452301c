package io.weir.local.mapping.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.local.mapping.engine.RecordSource.ShardRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How Lambda reads a function's answer to a batch. */
sealed interface Verdict {

  /** Every record is done. */
  record Succeeded() implements Verdict {}

  /**
   * The records before the lowest reported one are done.
   *
   * @param resumeAt the index of the lowest reported record, at least 1
   */
  record PartlyFailed(int resumeAt) implements Verdict {}

  /** No record is known to be done. */
  record Failed() implements Verdict {}

  /** Reads an answer when the mapping asks for item failures (ESM-8 to ESM-13, ESM-67). */
  static Verdict of(byte[] answer, List<ShardRecord> batch) {
    return Json.parse(answer).map(json -> of(json, batch)).orElseGet(Failed::new);
  }

  private static Verdict of(JsonNode json, List<ShardRecord> batch) {
    if (isNothing(json)) {
      return new Succeeded();
    }
    JsonNode failures = json.path("batchItemFailures");
    if (!json.isObject()
        || !(failures.isArray() || failures.isMissingNode() || failures.isNull())) {
      return new Failed(); // ESM-67: what is no answer confirms nothing
    }
    Set<String> named = new HashSet<>();
    for (JsonNode failure : failures) {
      JsonNode identifier = failure.path("itemIdentifier");
      if (!identifier.isTextual()) {
        return new Failed();
      }
      named.add(identifier.textValue());
    }
    if (named.isEmpty()) {
      return new Succeeded();
    }
    List<String> inBatch = batch.stream().map(ShardRecord::sequenceNumber).toList();
    if (!inBatch.containsAll(named)) {
      return new Failed(); // ESM-12: a stray identifier condemns the whole batch
    }
    int lowest = 0;
    while (!named.contains(inBatch.get(lowest))) {
      lowest++;
    }
    return lowest == 0 ? new Failed() : new PartlyFailed(lowest);
  }

  /** An answer that says nothing is a success (ESM-8). */
  private static boolean isNothing(JsonNode json) {
    return json.isMissingNode()
        || json.isNull()
        || (json.isTextual() && json.textValue().isEmpty())
        || (json.isArray() && json.isEmpty());
  }
}
