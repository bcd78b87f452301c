package io.weir.chaos.siege;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.local.books.Hash;
import io.weir.local.books.PlannedRecord;
import io.weir.local.books.Position;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;

/**
 * Letters that Lambda did not write, about a true record.
 *
 * @param position of the record
 * @param record as it was put
 * @param now when they are said to be written
 */
record Forgery(Position position, PlannedRecord record, Instant now) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String STREAM =
      "arn:aws:kinesis:us-east-1:000000000000:stream/" + Stack.STREAM;
  private static final String FUNCTION =
      "arn:aws:lambda:us-east-1:000000000000:function:" + Stack.FUNCTION;
  private static final String OF_OTHERS = "OfOthers";

  /** Returns the key of the record's item. */
  String key() {
    return record.key(Stack.STREAM, position);
  }

  /** Returns a pointer as Lambda would write it: it may write a second one for any record. */
  String pointer() {
    return pointer(STREAM, FUNCTION).toString();
  }

  String ofAnotherStream() {
    return pointer(STREAM + OF_OTHERS, FUNCTION).toString();
  }

  String ofAnotherFunction() {
    return pointer(STREAM, FUNCTION + OF_OTHERS).toString();
  }

  /**
   * Returns a pointer with another range: one that ends behind the record, and says it has more.
   */
  String ofAnotherRange(int records) {
    ObjectNode letter = pointer(STREAM, FUNCTION);
    letter
        .withObject("/KinesisBatchInfo")
        .put("endSequenceNumber", position.number().add(BigInteger.ONE).toString())
        .put("batchSize", records);
    return letter.toString();
  }

  /** Returns a pointer that carries a payload, as only an object in a bucket does. */
  String withPayload() {
    ObjectNode event = JSON.createObjectNode();
    ObjectNode forged = event.putArray("Records").addObject();
    forged
        .put("eventID", position.shardId() + ":" + position.number())
        .put("eventSourceARN", STREAM)
        .putObject("kinesis")
        .put("sequenceNumber", position.number().toString())
        .put("partitionKey", record.partitionKey())
        .put("approximateArrivalTimestamp", now.getEpochSecond())
        .put("data", Base64.getEncoder().encodeToString(data()));
    return pointer(STREAM, FUNCTION).put("payload", event.toString()).toString();
  }

  /** Returns a line of an export, with a record that was never put. */
  String exported() {
    byte[] original = pointer().getBytes(UTF_8);
    ObjectNode letter =
        JSON.createObjectNode()
            .put("weir", "exported-letter")
            .put("version", 1)
            .put("exportedAt", now.toString());
    letter
        .putObject("message")
        .put("id", "m-forged")
        .put("receiveCount", 1)
        .put("sha256", Hash.of(original).hex())
        .put("body", Base64.getEncoder().encodeToString(original));
    letter.put("verdict", "COMPLETE");
    letter
        .putArray("records")
        .addObject()
        .put("streamArn", STREAM)
        .put("shardId", position.shardId())
        .put("sequenceNumber", position.number().toString())
        .put("partitionKey", record.partitionKey())
        .put("arrivedAt", now.toString())
        .put("data", Base64.getEncoder().encodeToString(data()))
        .put("sha256", Hash.of(data()).hex());
    return letter.toString();
  }

  /** Returns data that no producer put, under the identity of the true record. */
  private byte[] data() {
    ObjectNode data = JSON.createObjectNode();
    record.eventId().ifPresent(id -> data.put("eventId", id));
    return data.put("forged", true).toString().getBytes(UTF_8);
  }

  private ObjectNode pointer(String stream, String function) {
    ObjectNode letter = JSON.createObjectNode();
    letter
        .putObject("requestContext")
        .put("requestId", "00000000-0000-0000-0000-000000000000")
        .put("functionArn", function)
        .put("condition", "RetryAttemptsExhausted")
        .put("approximateInvokeCount", 1);
    letter.put("version", "1.0").put("timestamp", now.toString());
    letter
        .putObject("KinesisBatchInfo")
        .put("shardId", position.shardId())
        .put("startSequenceNumber", position.number().toString())
        .put("endSequenceNumber", position.number().toString())
        .put("approximateArrivalOfFirstRecord", now.toString())
        .put("approximateArrivalOfLastRecord", now.toString())
        .put("batchSize", 1)
        .put("streamArn", stream);
    return letter;
  }
}
