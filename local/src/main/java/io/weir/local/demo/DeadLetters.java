package io.weir.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * What the dead-letter queue holds.
 *
 * @param pointers ranges of shards that Lambda gave up
 * @param parked the bytes' hashes of records that the function sent itself, by position
 * @param parkedMessages how many messages those are: a record can be parked twice
 * @param unknown messages that are neither
 */
record DeadLetters(
    List<Range> pointers, Map<String, String> parked, int parkedMessages, List<String> unknown) {

  /** A range of one shard, both ends included. */
  record Range(String shardId, String start, String end) {}

  private static final JsonMapper JSON = new JsonMapper();
  private static final int HIDE_SECONDS = 600;

  /**
   * Receives every message without deleting any, and gives all of them back.
   *
   * <p>An empty answer alone proves nothing: the queue must say itself that nothing is left.
   */
  static DeadLetters read(SqsClient sqs, String queueUrl) {
    List<Range> pointers = new ArrayList<>();
    Map<String, String> parked = new HashMap<>();
    List<String> unknown = new ArrayList<>();
    int parkedMessages = 0;
    for (Message message : receiveAll(sqs, queueUrl)) {
      JsonNode body = parse(message.body());
      if (body.has("KinesisBatchInfo")) {
        pointers.add(range(body.path("KinesisBatchInfo")));
      } else if (body.path("weir").asText().equals("parked-record")) {
        JsonNode record = body.path("record");
        byte[] data = Base64.getDecoder().decode(record.path("data").asText());
        String position =
            record.path("shardId").asText() + "/" + record.path("sequenceNumber").asText();
        parked.put(position, AcceptedRecord.sha256(data));
        parkedMessages++;
      } else {
        unknown.add(message.messageId());
      }
    }
    return new DeadLetters(pointers, parked, parkedMessages, unknown);
  }

  private static Collection<Message> receiveAll(SqsClient sqs, String queueUrl) {
    Map<String, Message> received = new HashMap<>();
    do {
      sqs.receiveMessage(
              request ->
                  request
                      .queueUrl(queueUrl)
                      .maxNumberOfMessages(10)
                      .visibilityTimeout(HIDE_SECONDS)
                      .waitTimeSeconds(0))
          .messages()
          .forEach(message -> received.put(message.messageId(), message));
    } while (visible(sqs, queueUrl) > 0);
    for (Message message : received.values()) {
      sqs.changeMessageVisibility(
          request ->
              request
                  .queueUrl(queueUrl)
                  .receiptHandle(message.receiptHandle())
                  .visibilityTimeout(0));
    }
    return received.values();
  }

  private static int visible(SqsClient sqs, String queueUrl) {
    return Integer.parseInt(
        sqs.getQueueAttributes(
                request ->
                    request
                        .queueUrl(queueUrl)
                        .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
            .attributes()
            .getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0"));
  }

  private static Range range(JsonNode batch) {
    return new Range(
        batch.path("shardId").asText(),
        batch.path("startSequenceNumber").asText(),
        batch.path("endSequenceNumber").asText());
  }

  private static JsonNode parse(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JSON.missingNode(); // no JSON is one way of being unknown
    }
  }
}
