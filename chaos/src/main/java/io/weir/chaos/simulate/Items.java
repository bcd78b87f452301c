package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.dynamodb.Answer;
import io.weir.dynamodb.DynamoDb;
import io.weir.dynamodb.Settings;
import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.partiql.Statement;
import io.weir.dynamodb.partiql.Statements;
import io.weir.dynamodb.value.Value;
import io.weir.dynamodb.value.ValueJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * The table's items in the engine of {@code local}, on the virtual clock, and all that they ever
 * were: some vanish, and a restore undoes the latest.
 */
final class Items {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** As the stack makes it. */
  private static final String DEFINITION =
      """
      {"TableName":"%s","BillingMode":"PAY_PER_REQUEST",
       "AttributeDefinitions":[{"AttributeName":"eventId","AttributeType":"S"},
         {"AttributeName":"partitionKey","AttributeType":"S"},
         {"AttributeName":"timestamp","AttributeType":"S"}],
       "KeySchema":[{"AttributeName":"eventId","KeyType":"HASH"}],
       "GlobalSecondaryIndexes":[{"IndexName":"byPartitionKey",
         "KeySchema":[{"AttributeName":"partitionKey","KeyType":"HASH"},
           {"AttributeName":"timestamp","KeyType":"RANGE"}],
         "Projection":{"ProjectionType":"ALL"}}]}
      """;

  private final World world;
  private final DynamoDb engine;
  private final Statements statements = new Statements();
  private final Map<String, Map<String, JsonNode>> now = new LinkedHashMap<>();
  private final Map<String, List<Map<String, JsonNode>>> ever = new HashMap<>();
  private final List<Undo> changes = new ArrayList<>();
  private Loss loss = (id, item) -> {};
  private int losses;

  /** What was under a key before something changed; null if that was nothing. */
  private record Undo(Instant at, String id, @Nullable Map<String, JsonNode> before) {}

  /** Is told of each item that is gone by a fault. */
  interface Loss {
    void gone(String id, Map<String, JsonNode> item);
  }

  Items(World world) {
    this.world = world;
    this.engine = DynamoDb.inMemory(Settings.of(world::now, new Random(0)));
    try {
      done("CreateTable", JSON.readTree(DEFINITION.formatted(Table.NAME)));
    } catch (IOException e) {
      throw new UncheckedIOException("the table's definition is no JSON", e);
    }
  }

  /** Carries out what is not refused in the simulation. */
  private JsonNode done(String operation, JsonNode body) {
    Answer answer = engine.call(operation, body);
    if (!answer.succeeded()) {
      throw new IllegalStateException(operation + ": " + answer.body());
    }
    return answer.body();
  }

  void watch(Loss told) {
    loss = told;
  }

  /** Returns what is stored, by key, in the order in which it came. */
  Map<String, Map<String, JsonNode>> now() {
    return now;
  }

  /** Returns everything that was ever stored under a key. */
  List<Map<String, JsonNode>> ever(String id) {
    return ever.getOrDefault(id, List.of());
  }

  /** Returns how many items are gone by faults. */
  int losses() {
    return losses;
  }

  /** Returns the key that an insert, as it goes over the wire, is for; empty if it is none. */
  Optional<String> key(JsonNode statement) {
    try {
      List<Value> parameters = new ArrayList<>();
      statement.path("Parameters").forEach(it -> parameters.add(ValueJson.read(it)));
      return statements.read(statement.path("Statement").asText(), parameters)
                  instanceof Statement.Insert insert
              && insert.item().get("eventId") instanceof Value.S id
          ? Optional.of(id.text())
          : Optional.empty();
    } catch (DynamoDbException e) {
      return Optional.empty();
    }
  }

  /** Carries out an insert, and returns the error by which the table refuses it, if it does. */
  Optional<String> insert(String id, JsonNode statement) {
    Answer answer = engine.call("ExecuteStatement", statement);
    if (answer.succeeded()) {
      Map<String, JsonNode> item = new TreeMap<>();
      get(id, KeysAndAttributes.builder().build())
          .properties()
          .forEach(it -> item.put(it.getKey(), it.getValue()));
      now.put(id, item);
      changes.add(new Undo(world.now(), id, null));
      ever.computeIfAbsent(id, key -> new ArrayList<>()).add(item);
    }
    return answer.errorType();
  }

  /** Returns what a read of a key finds; an empty object for nothing. */
  JsonNode get(String id, KeysAndAttributes wanted) {
    ObjectNode request = JSON.createObjectNode().put("TableName", Table.NAME);
    request.set("Key", key(id));
    request.put("ConsistentRead", Boolean.TRUE.equals(wanted.consistentRead()));
    if (wanted.projectionExpression() != null) {
      request.put("ProjectionExpression", wanted.projectionExpression());
    }
    if (wanted.hasExpressionAttributeNames()) {
      request.set("ExpressionAttributeNames", JSON.valueToTree(wanted.expressionAttributeNames()));
    }
    return done("GetItem", request).path("Item");
  }

  private static ObjectNode key(String id) {
    ObjectNode key = JSON.createObjectNode();
    key.putObject("eventId").put("S", id);
    return key;
  }

  /** Removes one of the preferred items, or any; as a time to live or a person would. */
  void vanish(List<String> preferred) {
    List<String> ids =
        preferred.isEmpty() || world.random().nextInt(3) == 0
            ? List.copyOf(now.keySet())
            : preferred;
    if (!ids.isEmpty()) {
      String id = ids.get(world.random().nextInt(ids.size()));
      world.note(() -> "the item " + id + " vanishes");
      changes.add(new Undo(world.now(), id, now.get(id)));
      replace(id, null);
    }
  }

  /** Restores the state of this long ago: a backup replaces the table. */
  void restore(Duration back) {
    Instant point = world.now().minus(back);
    world.note(() -> "the table is what it was at " + point);
    while (!changes.isEmpty() && changes.get(changes.size() - 1).at().isAfter(point)) {
      Undo last = changes.remove(changes.size() - 1);
      replace(last.id(), last.before());
    }
  }

  private void replace(String id, @Nullable Map<String, JsonNode> item) {
    ObjectNode request = JSON.createObjectNode().put("TableName", Table.NAME);
    if (item == null) {
      request.set("Key", key(id));
      done("DeleteItem", request);
    } else {
      request.putObject("Item").setAll(item);
      done("PutItem", request);
    }
    Map<String, JsonNode> before = item == null ? now.remove(id) : now.put(id, item);
    if (before != null) {
      losses++;
      loss.gone(id, before);
    }
  }
}
