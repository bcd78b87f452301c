package io.weir.chaos.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A batch call of which the service takes every other entry: the calls that answer 200 although
 * entries have failed (DDB-41, SQS-60).
 *
 * @param request as the client sent it
 * @param body its body
 * @param entries the name of the body's list
 */
record PartialBatch(Request request, ObjectNode body, String entries) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String STATEMENTS = "Statements";

  /** Returns the call as a batch; nothing if it is none, or one of a single entry. */
  static Optional<PartialBatch> of(Request request) {
    String target = request.header("X-Amz-Target").orElse("");
    String entries = target.endsWith(".BatchExecuteStatement") ? STATEMENTS : "Entries";
    boolean batch = target.startsWith("AmazonSQS.") || entries.equals(STATEMENTS);
    if (!batch) {
      return Optional.empty();
    }
    try {
      return JSON.readTree(request.body()) instanceof ObjectNode body
              && body.path(entries).size() > 1
          ? Optional.of(new PartialBatch(request, body, entries))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // the service will say what it thinks of it
    }
  }

  /** Returns the call with the first, the third, the fifth entry, and so on. */
  Request admitted() {
    ObjectNode less = body.deepCopy();
    ArrayNode some = less.putArray(entries);
    for (int i = 0; i < body.path(entries).size(); i += 2) {
      some.add(body.path(entries).path(i));
    }
    return new Request(request.method(), request.path(), request.headers(), bytes(less));
  }

  /** Returns the service's answer with the other entries refused; its failure as it is. */
  Reply completed(Reply answer) {
    if (answer.status() != 200) {
      return answer;
    }
    try {
      ObjectNode whole = (ObjectNode) JSON.readTree(answer.body());
      if (entries.equals(STATEMENTS)) {
        completeStatements(whole);
      } else {
        completeEntries(whole);
      }
      Map<String, String> headers = new HashMap<>(answer.headers());
      headers.keySet().removeIf(name -> name.equalsIgnoreCase("x-amz-crc32"));
      return new Reply(answer.status(), Map.copyOf(headers), bytes(whole));
    } catch (IOException e) {
      throw new UncheckedIOException("the service's answer is no JSON", e);
    }
  }

  private void completeStatements(ObjectNode whole) {
    JsonNode some = whole.path("Responses");
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < body.path(entries).size(); i++) {
      all.add(i % 2 == 0 ? some.path(i / 2) : throttledStatement());
    }
    whole.set("Responses", all);
  }

  private static ObjectNode throttledStatement() {
    ObjectNode refused = JsonNodeFactory.instance.objectNode();
    refused
        .putObject("Error")
        .put("Code", "ProvisionedThroughputExceeded")
        .put("Message", "Injected on the wire.");
    return refused;
  }

  private void completeEntries(ObjectNode whole) {
    ArrayNode failed = whole.withArray("Failed");
    for (int i = 1; i < body.path(entries).size(); i += 2) {
      failed
          .addObject()
          .put("Id", body.path(entries).path(i).path("Id").asText())
          .put("Code", "InternalError")
          .put("Message", "Injected on the wire.")
          .put("SenderFault", false);
    }
  }

  private static byte[] bytes(ObjectNode json) {
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
