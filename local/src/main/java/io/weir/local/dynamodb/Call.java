package io.weir.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.local.http.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** A call seen as its writes, some of which may be refused while the others are carried out. */
sealed interface Call {

  /** Returns its writes in order; none if it only reads, or has not the shape of its operation. */
  List<JsonNode> writes();

  /**
   * Carries out what is not refused, and answers for all.
   *
   * @param refused places in {@link #writes}; at least one
   * @param send sends a smaller body on, and returns its answer
   */
  Reply without(Set<Integer> refused, Function<JsonNode, Reply> send);

  /** Returns the call of that operation with that body. */
  static Call of(String operation, ObjectNode body) {
    return switch (operation) {
      case "BatchExecuteStatement" -> new Statements(body);
      case "BatchWriteItem" -> new Items(body);
      default -> new Whole(body);
    };
  }

  private static boolean reads(JsonNode statement) {
    return statement
        .path("Statement")
        .asText()
        .stripLeading()
        .toUpperCase(Locale.ROOT)
        .startsWith("SELECT");
  }

  /** A call that is written or refused as one. */
  record Whole(ObjectNode body) implements Call {
    @Override
    public List<JsonNode> writes() {
      JsonNode first = body.path("TransactStatements").path(0);
      return reads(body) || reads(first) ? List.of() : List.of(body);
    }

    @Override
    public Reply without(Set<Integer> refused, Function<JsonNode, Reply> send) {
      return Answers.throttled();
    }
  }

  /** BatchExecuteStatement: each refused statement has its own error in an answer 200 (DDB-41). */
  record Statements(ObjectNode body) implements Call {
    @Override
    public List<JsonNode> writes() {
      List<JsonNode> statements = new ArrayList<>();
      body.path("Statements").forEach(statements::add);
      // One batch may not mix reads and writes, so that one statement speaks for all.
      return statements.stream().anyMatch(Call::reads) ? List.of() : statements;
    }

    @Override
    public Reply without(Set<Integer> refused, Function<JsonNode, Reply> send) {
      List<JsonNode> all = writes();
      ObjectNode rest = body.deepCopy();
      ArrayNode kept = rest.putArray("Statements");
      for (int place = 0; place < all.size(); place++) {
        if (!refused.contains(place)) {
          kept.add(all.get(place));
        }
      }
      if (kept.isEmpty()) {
        return Answers.ok(merged(all.size(), refused, Answers.JSON.createArrayNode()));
      }
      Reply reply = send.apply(rest);
      return reply.status() == 200
          ? Answers.ok(merged(all.size(), refused, json(reply).path("Responses")))
          : reply;
    }

    private static ObjectNode merged(int size, Set<Integer> refused, JsonNode answered) {
      ObjectNode merged = Answers.JSON.createObjectNode();
      ArrayNode responses = merged.putArray("Responses");
      int next = 0;
      for (int place = 0; place < size; place++) {
        responses.add(
            refused.contains(place) ? Answers.throttledStatement() : answered.path(next++));
      }
      return merged;
    }
  }

  /**
   * BatchWriteItem: refused items come back unprocessed, and if that is all, as an error (DDB-42).
   */
  record Items(ObjectNode body) implements Call {
    @Override
    public List<JsonNode> writes() {
      List<JsonNode> items = new ArrayList<>();
      body.path("RequestItems").forEach(table -> table.forEach(items::add));
      return items;
    }

    @Override
    public Reply without(Set<Integer> refused, Function<JsonNode, Reply> send) {
      if (refused.size() == writes().size()) {
        return Answers.throttled();
      }
      ObjectNode kept = Answers.JSON.createObjectNode();
      ObjectNode unprocessed = Answers.JSON.createObjectNode();
      int place = 0;
      for (var table : body.path("RequestItems").properties()) {
        for (JsonNode item : table.getValue()) {
          (refused.contains(place++) ? unprocessed : kept)
              .withArray("/" + table.getKey().replace("~", "~0").replace("/", "~1"))
              .add(item);
        }
      }
      ObjectNode rest = body.deepCopy();
      rest.set("RequestItems", kept);
      Reply reply = send.apply(rest);
      if (reply.status() != 200) {
        return reply;
      }
      ObjectNode answer = json(reply);
      answer.set("UnprocessedItems", unprocessed);
      return Answers.ok(answer);
    }
  }

  private static ObjectNode json(Reply reply) {
    try {
      return (ObjectNode) Answers.JSON.readTree(reply.body());
    } catch (IOException e) {
      throw new UncheckedIOException("DynamoDB Local's answer is not JSON", e);
    }
  }
}
