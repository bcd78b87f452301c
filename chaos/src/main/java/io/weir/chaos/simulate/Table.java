package io.weir.chaos.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.weir.handler.store.InsertBody;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementError;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** The table of events: inserts by PartiQL in a batch, and reads of keys in a batch. */
final class Table implements DynamoDbClient {

  static final String NAME = "EventLogs";

  private static final String KEY = "eventId";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final AttributeValue NO_TEXT = AttributeValue.fromS("");
  private static final int MOST_STATEMENTS = 25;
  private static final int MOST_KEYS = 100;

  private final World world;
  private final Items items;
  private final Refusals refusals;
  private boolean out;

  Table(World world) {
    this.world = world;
    this.items = new Items(world);
    this.refusals = new Refusals(world);
  }

  /** Makes the table fail, or work again. */
  void out(boolean now) {
    world.note("the table is " + (now ? "out of order" : "in order again"));
    out = now;
  }

  /** Returns what is stored, by key, in the order in which it came. */
  Map<String, Map<String, JsonNode>> items() {
    return items.now();
  }

  /** Returns what is stored, and what was. */
  Items history() {
    return items;
  }

  @Override
  public BatchExecuteStatementResponse batchExecuteStatement(BatchExecuteStatementRequest request) {
    List<BatchStatementResponse> responses =
        world.effect(
            "the insert",
            () -> {
              refusals.slowly(request.overrideConfiguration());
              return insertAll(statements(request));
            });
    if (world.weather().strikes(Fault.TABLE_ANSWER_LOST)) {
      world.note("the table's answer is lost");
      throw Errors.lost();
    }
    return BatchExecuteStatementResponse.builder().responses(refusals.answered(responses)).build();
  }

  /** Reads what would have gone over the wire: so each event is written down as it is for AWS. */
  private static JsonNode statements(BatchExecuteStatementRequest request) {
    try {
      return JSON.readTree(InsertBody.of(request)).path("Statements");
    } catch (IOException e) {
      throw Errors.service("SerializationException", 400);
    }
  }

  private List<BatchStatementResponse> insertAll(JsonNode statements) {
    fail();
    Map<String, JsonNode> inserts = new LinkedHashMap<>();
    for (JsonNode statement : statements) {
      Optional<String> key = items.key(statement);
      boolean wrong = key.isEmpty() || inserts.put(key.get(), statement) != null;
      if (wrong || inserts.size() > MOST_STATEMENTS) {
        throw Errors.service("ValidationException", 400);
      }
    }
    List<BatchStatementResponse> responses = new ArrayList<>();
    inserts.forEach((key, statement) -> responses.add(insert(key, statement)));
    return responses;
  }

  private BatchStatementResponse insert(String key, JsonNode statement) {
    BatchStatementError refusal = refusals.ofStatement();
    if (refusal != null) {
      world.note(() -> "the table: " + key + " is refused: " + refusal.codeAsString());
      return BatchStatementResponse.builder().error(refusal).build();
    }
    Optional<BatchStatementErrorCodeEnum> error =
        world.weather().strikes(Fault.TABLE_THROTTLED)
            ? Optional.of(BatchStatementErrorCodeEnum.THROTTLING_ERROR)
            : items.insert(key, statement).map(Table::code);
    String outcome = error.map(Object::toString).orElse("stored");
    world.note(() -> "the table: " + key + " " + outcome);
    return error
        .map(
            code ->
                BatchStatementResponse.builder()
                    .error(BatchStatementError.builder().code(code).build())
                    .build())
        .orElseGet(() -> BatchStatementResponse.builder().build());
  }

  private static BatchStatementErrorCodeEnum code(String type) {
    return type.equals("DuplicateItemException")
        ? BatchStatementErrorCodeEnum.DUPLICATE_ITEM
        : BatchStatementErrorCodeEnum.VALIDATION_ERROR;
  }

  private void fail() {
    refusals.ofCall();
    if (out) {
      world.trouble();
      throw Errors.service("InternalServerError", 500);
    }
    if (world.weather().strikes(Fault.TABLE_ERROR)) {
      world.note("the table fails");
      throw Errors.service("InternalServerError", 500);
    }
    if (world.weather().strikes(Fault.TABLE_THROTTLED)) {
      world.note("the table turns a call away");
      throw Errors.service("ThrottlingException", 400);
    }
  }

  /** Returns an attribute's text; empty if there is none. */
  static String text(Map<String, JsonNode> item, String name) {
    return item.getOrDefault(name, MissingNode.getInstance()).path("S").asText();
  }

  /** Returns the text of a member of a map; empty if there is none. */
  static String text(Map<String, JsonNode> item, String map, String name) {
    return item.getOrDefault(map, MissingNode.getInstance())
        .path("M")
        .path(name)
        .path("S")
        .asText();
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    return world.effect(
        "the look into the table",
        () -> {
          refusals.slowly(request.overrideConfiguration());
          return read(request);
        });
  }

  private BatchGetItemResponse read(BatchGetItemRequest request) {
    fail();
    KeysAndAttributes wanted = request.requestItems().get(NAME);
    if (wanted == null || wanted.keys().size() > MOST_KEYS) {
      throw DynamoDbException.builder() // another table's keys have another form
          .message("simulated")
          .awsErrorDetails(Errors.details("ValidationException", "simulated"))
          .statusCode(400)
          .build();
    }
    List<Map<String, AttributeValue>> found = new ArrayList<>();
    List<Map<String, AttributeValue>> left = new ArrayList<>();
    for (Map<String, AttributeValue> key : wanted.keys()) {
      String id = key.getOrDefault(KEY, NO_TEXT).s();
      Map<String, JsonNode> item = items.now().get(id);
      if (world.weather().strikes(Fault.UNPROCESSED_ITEMS)) {
        left.add(key);
      } else if (item != null) {
        found.add(ItemAttributes.of(items.get(id, wanted)));
        if (Boolean.TRUE.equals(wanted.consistentRead())) {
          seen(id, item);
        }
      }
    }
    BatchGetItemResponse.Builder response =
        BatchGetItemResponse.builder().responses(Map.of(NAME, found));
    if (!left.isEmpty()) {
      response.unprocessedKeys(Map.of(NAME, wanted.toBuilder().keys(left).build()));
    }
    return response.build();
  }

  private void seen(String id, Map<String, JsonNode> item) {
    KillableProcess process = world.time().current().process();
    if (process != null) {
      process.saw(id, item, world.now());
    }
  }

  @Override
  public String serviceName() {
    return "dynamodb";
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
