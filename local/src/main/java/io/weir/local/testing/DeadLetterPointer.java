package io.weir.local.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigInteger;

/**
 * Lambda's on-failure message about a batch that was given up: a shard and a range of sequence
 * numbers, no payload (ESM-26).
 *
 * @param condition {@code RetryAttemptsExhausted} or {@code RecordAgeExceeded} (ESM-20)
 * @param invokeCount how often the batch was tried (ESM-21)
 * @param shardId of all its records
 * @param startSequenceNumber of its first record
 * @param endSequenceNumber of its last record
 * @param batchSize how many records were given up
 * @param body the message itself
 */
@SuppressWarnings("checkstyle:RecordComponentNumber") // mirrors the message
public record DeadLetterPointer(
    String condition,
    int invokeCount,
    String shardId,
    String startSequenceNumber,
    String endSequenceNumber,
    int batchSize,
    String body) {

  private static final JsonMapper JSON = new JsonMapper();

  static DeadLetterPointer parse(String body) {
    try {
      JsonNode message = JSON.readTree(body);
      JsonNode range = message.path("KinesisBatchInfo");
      return new DeadLetterPointer(
          message.at("/requestContext/condition").asText(),
          message.at("/requestContext/approximateInvokeCount").asInt(),
          range.path("shardId").asText(),
          range.path("startSequenceNumber").asText(),
          range.path("endSequenceNumber").asText(),
          range.path("batchSize").asInt(),
          body);
    } catch (IOException e) {
      throw new IllegalStateException("the mapping sent a message that is no JSON: " + body, e);
    }
  }

  /** Says whether a record is in its range. */
  public boolean covers(PutRecord record) {
    return shardId.equals(record.shardId())
        && record.number().compareTo(new BigInteger(startSequenceNumber)) >= 0
        && record.number().compareTo(new BigInteger(endSequenceNumber)) <= 0;
  }

  String describe(Names names) {
    String covered =
        names.list(
            shardId,
            names.records().stream().filter(this::covers).map(PutRecord::sequenceNumber).toList());
    return "%s after %d invocation(s): %s  %s  %d record(s)"
        .formatted(condition, invokeCount, shardId, covered, batchSize);
  }
}
