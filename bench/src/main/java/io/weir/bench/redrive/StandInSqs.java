package io.weir.bench.redrive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import io.weir.local.http.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * As much of SQS as a redrive calls, in time that does not depend on how many messages there are.
 *
 * <p>The local SQS copies its whole queue whenever a message's visibility changes: with 100,000
 * letters it would be the one that is measured. Here a hidden message stays hidden until it is
 * given back or deleted.
 */
final class StandInSqs implements Service {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TARGET = "AmazonSQS.";

  private final String address;
  private final Map<String, StandInQueue> queues = new ConcurrentHashMap<>();

  StandInSqs(String address) {
    this.address = address;
  }

  @Override
  public boolean serves(Request request) {
    return request.header("X-Amz-Target").orElse("").startsWith(TARGET);
  }

  @Override
  public Reply handle(Request request) {
    try {
      String operation = request.header("X-Amz-Target").orElse("").substring(TARGET.length());
      JsonNode answer = answer(operation, JSON.readTree(request.body()));
      return new Reply(
          200,
          Map.of("Content-Type", "application/x-amz-json-1.0"),
          answer.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode answer(String operation, JsonNode request) {
    if (operation.equals("CreateQueue")) {
      String url = address + "/000000000000/" + request.path("QueueName").asText();
      queues.putIfAbsent(url, new StandInQueue());
      return JSON.createObjectNode().put("QueueUrl", url);
    }
    StandInQueue queue = queues.get(request.path("QueueUrl").asText());
    if (queue == null) {
      throw new IllegalArgumentException("no such queue: " + request.path("QueueUrl"));
    }
    return switch (operation) {
      case "SendMessageBatch" ->
          each(request, (entry, done) -> queue.send(entry.path("MessageBody").asText(), done));
      case "ReceiveMessage" -> queue.receive(request.path("MaxNumberOfMessages").asInt(1));
      case "ChangeMessageVisibilityBatch" ->
          each(request, (entry, done) -> queue.hide(receipt(entry), giveBack(entry)));
      case "DeleteMessageBatch" -> each(request, (entry, done) -> queue.delete(receipt(entry)));
      case "DeleteMessage" -> {
        queue.delete(receipt(request)); // succeeds whether it was there or not
        yield JSON.createObjectNode();
      }
      case "GetQueueAttributes" -> queue.attributes(request.path("AttributeNames"));
      default -> throw new IllegalArgumentException("the stand-in knows no " + operation);
    };
  }

  private interface Step {
    /** Does what an entry asks for, and adds to its answer; false if it has failed. */
    boolean take(JsonNode entry, ObjectNode done);
  }

  private static ObjectNode each(JsonNode request, Step step) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode successful = answer.putArray("Successful");
    ArrayNode failed = answer.putArray("Failed");
    for (JsonNode entry : request.path("Entries")) {
      ObjectNode done = JSON.createObjectNode().put("Id", entry.path("Id").asText());
      if (step.take(entry, done)) {
        successful.add(done);
      } else {
        failed.add(done.put("Code", "ReceiptHandleIsInvalid").put("SenderFault", true));
      }
    }
    return answer;
  }

  private static String receipt(JsonNode entry) {
    return entry.path("ReceiptHandle").asText();
  }

  private static boolean giveBack(JsonNode entry) {
    return entry.path("VisibilityTimeout").asInt() == 0;
  }
}
