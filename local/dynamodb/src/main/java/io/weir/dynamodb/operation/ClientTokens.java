package io.weir.dynamodb.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.table.Tables;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The tokens that make a transaction happen once, however often it is asked for in ten minutes. */
public final class ClientTokens {

  private static final String MEMBER = "ClientRequestToken";
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final int MAX_LENGTH = 36;

  private final Tables tables;
  private final Map<String, Done> done = new HashMap<>();
  private final Deque<String> byAge = new ArrayDeque<>();

  /** What was asked for with a token, and what it was answered. */
  private record Done(JsonNode request, JsonNode answer, Instant at) {}

  /** Keeps tokens by the clock of these tables. */
  public ClientTokens(Tables tables) {
    this.tables = tables;
  }

  /** Answers a request, or as before if it was asked for with the same token. */
  public JsonNode once(Parameters request, Supplier<JsonNode> action) {
    String token = request.text(MEMBER);
    if (token == null) {
      return action.get();
    }
    if (token.isEmpty() || token.length() > MAX_LENGTH) {
      new Constraints()
          .refuse(
              token,
              "clientRequestToken",
              token.isEmpty()
                  ? "Member must have length greater than or equal to 1"
                  : "Member must have length less than or equal to " + MAX_LENGTH)
          .check();
    }
    synchronized (done) {
      forgetOld();
      Done before = done.get(token);
      if (before == null) {
        JsonNode answer = action.get();
        done.put(token, new Done(request.body(), answer, tables.now()));
        byAge.add(token);
        return answer;
      }
      if (!same(before.request(), request.body())) {
        throw DynamoDbException.of(
            "IdempotentParameterMismatchException",
            "The provided client token was used with other parameters before");
      }
      return before.answer();
    }
  }

  private static boolean same(JsonNode before, JsonNode now) {
    ObjectNode left = before.deepCopy();
    ObjectNode right = now.deepCopy();
    left.remove("ReturnConsumedCapacity");
    right.remove("ReturnConsumedCapacity");
    return left.equals(right);
  }

  private void forgetOld() {
    Instant limit = tables.now().minus(KEPT);
    while (!byAge.isEmpty()) {
      Done oldest = done.get(byAge.peek());
      if (oldest != null && oldest.at().isAfter(limit)) {
        return;
      }
      done.remove(byAge.remove());
    }
  }
}
