package io.weir.local.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A batch call of which the service refuses every other entry: the calls that answer 200 although
 * entries have failed (DDB-41, SQS-60).
 *
 * @param request as the client sent it
 * @param body its body
 * @param entries the name of the body's list
 * @param refused places in that list, at least one
 */
record PartialBatch(Request request, ObjectNode body, String entries, Set<Integer> refused) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String STATEMENTS = "Statements";

  /** Returns the call as a batch; nothing if it is none, or no entry is refused. */
  static Optional<PartialBatch> of(Request request) {
    String target = request.header("X-Amz-Target").orElse("");
    String entries = target.endsWith(".BatchExecuteStatement") ? STATEMENTS : "Entries";
    boolean batch = target.startsWith("AmazonSQS.") || entries.equals(STATEMENTS);
    if (!batch) {
      return Optional.empty();
    }
    try {
      JsonNode body = JSON.readTree(request.body());
      Set<Integer> refused = new TreeSet<>();
      for (int i = 1; i < body.path(entries).size(); i += 2) {
        refused.add(i);
      }
      return refused.isEmpty()
          ? Optional.empty()
          : Optional.of(new PartialBatch(request, (ObjectNode) body, entries, refused));
    } catch (IOException e) {
      return Optional.empty(); // the service will say what it thinks of it
    }
  }

  /** Has the service carry out the other entries, and answers for all of them. */
  Reply answer(Function<Request, Reply> service) {
    return completed(service.apply(admitted()));
  }

  private Request admitted() {
    ObjectNode less = body.deepCopy();
    ArrayNode some = less.putArray(entries);
    for (int i = 0; i < body.path(entries).size(); i++) {
      if (!refused.contains(i)) {
        some.add(body.path(entries).path(i));
      }
    }
    return new Request(request.method(), request.path(), request.headers(), bytes(less));
  }

  /** Adds the refused entries to the service's answer; its failure is returned as it is. */
  private Reply completed(Reply answer) {
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
    Iterator<JsonNode> some = whole.path("Responses").elements();
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < body.path(entries).size(); i++) {
      all.add(refused.contains(i) ? throttledStatement() : some.next());
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
    for (int i : refused) {
      failed
          .addObject()
          .put("Id", body.path(entries).path(i).path("Id").asText())
          .put("Code", "InternalError")
          .put("Message", "Injected on the wire.")
          .put("SenderFault", false);
    }
  }

  private static byte[] bytes(ObjectNode json) {
    return json.toString().getBytes(UTF_8);
  }
}
