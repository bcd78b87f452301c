package io.weir.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Answers in a service's form to calls that it has never seen. */
final class Untruth {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String CANCELLED =
      "com.amazonaws.dynamodb.v20120810#TransactionCanceledException";

  private Untruth() {}

  /** Says that messages are deleted; nothing if the call asks for something else. */
  static Optional<Reply> deletion(Request request) {
    if (isCall(request, "AmazonSQS.DeleteMessage")) {
      return Optional.of(reply(200, JSON.createObjectNode()));
    }
    if (!isCall(request, "AmazonSQS.DeleteMessageBatch")) {
      return Optional.empty();
    }
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode done = answer.putArray("Successful");
    body(request).path("Entries").forEach(it -> done.addObject().set("Id", it.path("Id")));
    answer.putArray("Failed");
    return Optional.of(reply(200, answer));
  }

  /** Tells whether the call sends messages. */
  static boolean isSend(Request request) {
    return isCall(request, "AmazonSQS.SendMessage")
        || isCall(request, "AmazonSQS.SendMessageBatch");
  }

  /** Says that a transaction has met a conflict; nothing if the call is no transaction. */
  static Optional<Reply> conflict(Request request) {
    if (!isCall(request, "DynamoDB_20120810.TransactWriteItems")) {
      return Optional.empty();
    }
    ObjectNode answer = JSON.createObjectNode();
    answer.put("__type", CANCELLED).put("Message", "Injected on the wire.");
    ArrayNode reasons = answer.putArray("CancellationReasons");
    for (int i = 0; i < body(request).path("TransactItems").size(); i++) {
      reasons.addObject().put("Code", i == 0 ? "TransactionConflict" : "None");
    }
    return Optional.of(reply(400, answer));
  }

  private static boolean isCall(Request request, String call) {
    return request.header("X-Amz-Target").orElse("").equals(call);
  }

  private static JsonNode body(Request request) {
    try {
      return JSON.readTree(request.body());
    } catch (IOException e) {
      throw new UncheckedIOException("a client's call is no JSON", e);
    }
  }

  private static Reply reply(int status, ObjectNode answer) {
    Map<String, String> headers =
        Map.of(
            "Content-Type",
            "application/x-amz-json-1.0",
            "x-amzn-RequestId",
            UUID.randomUUID().toString());
    return new Reply(status, headers, answer.toString().getBytes(StandardCharsets.UTF_8));
  }
}
