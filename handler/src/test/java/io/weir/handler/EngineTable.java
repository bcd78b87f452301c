package io.weir.handler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.dynamodb.Answer;
import io.weir.dynamodb.DynamoDb;
import io.weir.dynamodb.Settings;
import io.weir.dynamodb.partiql.Statement;
import io.weir.dynamodb.partiql.Statements;
import io.weir.dynamodb.value.Value;
import io.weir.dynamodb.value.ValueJson;
import io.weir.handler.store.InsertBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
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

/**
 * A table of the engine in {@code local}, for the two operations that the function calls: PartiQL
 * inserts in a batch, and reading a batch of keys. A test says which statements and calls fail.
 */
public final class EngineTable implements DynamoDbClient {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String NAME = "EventLogs";
  private static final String DEFINITION =
      """
      {"TableName":"EventLogs","BillingMode":"PAY_PER_REQUEST",
       "AttributeDefinitions":[{"AttributeName":"eventId","AttributeType":"S"}],
       "KeySchema":[{"AttributeName":"eventId","KeyType":"HASH"}]}
      """;

  private final DynamoDb engine =
      DynamoDb.inMemory(Settings.of(InstantSource.system(), new Random(1)));
  private final Statements statements = new Statements();

  /** The keys of each write call. */
  final List<List<String>> writes = new CopyOnWriteArrayList<>();

  /** The keys of each read call. */
  final List<List<String>> reads = new CopyOnWriteArrayList<>();

  /** The keys of each read call that asks for documents. */
  final List<List<String>> documentReads = new CopyOnWriteArrayList<>();

  /** Before a statement: an error instead of an insert. Gets the key and the call's number. */
  volatile BiFunction<String, Integer, @Nullable BatchStatementErrorCodeEnum> statementFault =
      (key, call) -> null;

  /** Before a call: throws. */
  volatile Predicate<List<String>> callFault = keys -> false;

  volatile DynamoDbException thrown = exception("ThrottlingException", 400);

  /** Instead of a write call: what the client itself throws. */
  volatile IntFunction<@Nullable RuntimeException> clientFault = call -> null;

  /** Says which write calls are answered for all statements but the last. */
  volatile IntPredicate truncate = call -> false;

  /** Says after a write call whether its answer gets lost. */
  volatile Predicate<Integer> loseAnswer = call -> false;

  /** Says which keys of a read call stay unprocessed. */
  volatile BiFunction<String, Integer, Boolean> unprocessed = (key, call) -> false;

  /** Makes an empty table. */
  EngineTable() {
    done("CreateTable", json(DEFINITION));
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  private JsonNode done(String operation, JsonNode body) {
    Answer answer = engine.call(operation, body);
    if (!answer.succeeded()) {
      throw new IllegalStateException(operation + ": " + answer.body());
    }
    return answer.body();
  }

  /** Returns the items by key. */
  public Map<String, Map<String, AttributeValue>> items() {
    Map<String, Map<String, AttributeValue>> items = new HashMap<>();
    ObjectNode scan = JSON.createObjectNode().put("TableName", NAME);
    JsonNode page;
    do {
      page = done("Scan", scan);
      page.path("Items")
          .forEach(item -> items.put(item.path("eventId").path("S").asText(), map(item)));
      scan.set("ExclusiveStartKey", page.path("LastEvaluatedKey"));
    } while (page.has("LastEvaluatedKey"));
    return items;
  }

  /** Stores an item that has a key and nothing else, as a person could. */
  void putKeyAlone(String key) {
    ObjectNode put = JSON.createObjectNode().put("TableName", NAME);
    put.set("Item", key(key));
    done("PutItem", put);
  }

  /** Removes all items. */
  void clear() {
    items()
        .keySet()
        .forEach(
            key -> {
              ObjectNode delete = JSON.createObjectNode().put("TableName", NAME);
              delete.set("Key", key(key));
              done("DeleteItem", delete);
            });
  }

  private static ObjectNode key(String key) {
    ObjectNode json = JSON.createObjectNode();
    json.putObject("eventId").put("S", key);
    return json;
  }

  static DynamoDbException exception(String code, int status) {
    return (DynamoDbException)
        DynamoDbException.builder()
            .statusCode(status)
            .message("secret payload")
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
            .build();
  }

  /** Returns the content that is stored under a key, as {@link Batches} writes it; or nothing. */
  String storedContent(String key) {
    AttributeValue data = items().getOrDefault(key, Map.of()).get("data");
    return data == null ? "" : data.m().getOrDefault("content", data).s();
  }

  @Override
  public BatchExecuteStatementResponse batchExecuteStatement(BatchExecuteStatementRequest request) {
    List<JsonNode> inserts = statements(request);
    List<String> keys = inserts.stream().map(this::key).toList();
    writes.add(keys);
    int call = writes.size();
    RuntimeException broken = clientFault.apply(call);
    if (broken != null) {
      throw broken;
    }
    if (keys.size() > 25 || keys.stream().distinct().count() < keys.size()) {
      throw exception("ValidationException", 400);
    }
    if (callFault.test(keys)) {
      throw thrown;
    }
    List<BatchStatementResponse> responses = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      responses.add(insert(inserts.get(i), statementFault.apply(keys.get(i), call)));
    }
    if (loseAnswer.test(call)) {
      throw exception("InternalServerError", 500);
    }
    if (truncate.test(call)) {
      responses.remove(responses.size() - 1);
    }
    return BatchExecuteStatementResponse.builder().responses(responses).build();
  }

  private BatchStatementResponse insert(
      JsonNode statement, @Nullable BatchStatementErrorCodeEnum fault) {
    BatchStatementErrorCodeEnum error = fault;
    if (error == null) {
      Answer answer = engine.call("ExecuteStatement", statement);
      error = answer.errorType().map(EngineTable::code).orElse(null);
    }
    return error == null
        ? BatchStatementResponse.builder().build()
        : BatchStatementResponse.builder()
            .error(BatchStatementError.builder().code(error).message("secret payload").build())
            .build();
  }

  private static BatchStatementErrorCodeEnum code(String type) {
    return type.equals("DuplicateItemException")
        ? BatchStatementErrorCodeEnum.DUPLICATE_ITEM
        : BatchStatementErrorCodeEnum.VALIDATION_ERROR;
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    Map.Entry<String, KeysAndAttributes> wanted =
        request.requestItems().entrySet().iterator().next();
    List<String> keys =
        wanted.getValue().keys().stream()
            .map(key -> Objects.requireNonNull(key.get("eventId")).s())
            .toList();
    Collection<String> names = wanted.getValue().expressionAttributeNames().values();
    reads.add(keys);
    if (names.contains("data")) {
      documentReads.add(keys);
    }
    if (keys.size() > 100
        || Set.copyOf(keys).size() < keys.size()
        || !wanted.getValue().consistentRead()) {
      throw exception("ValidationException", 400);
    }
    List<Map<String, AttributeValue>> found = new ArrayList<>();
    List<Map<String, AttributeValue>> left = new ArrayList<>();
    for (String key : keys) {
      if (unprocessed.apply(key, reads.size())) {
        left.add(Map.of("eventId", AttributeValue.fromS(key)));
      } else {
        JsonNode item = get(key, wanted.getValue());
        if (!item.isMissingNode()) {
          found.add(map(item));
        }
      }
    }
    BatchGetItemResponse.Builder response =
        BatchGetItemResponse.builder().responses(Map.of(wanted.getKey(), found));
    if (!left.isEmpty()) {
      response.unprocessedKeys(
          Map.of(wanted.getKey(), KeysAndAttributes.builder().keys(left).build()));
    }
    return response.build();
  }

  private JsonNode get(String key, KeysAndAttributes wanted) {
    ObjectNode get = JSON.createObjectNode().put("TableName", NAME).put("ConsistentRead", true);
    get.set("Key", key(key));
    get.put("ProjectionExpression", wanted.projectionExpression());
    if (wanted.hasExpressionAttributeNames()) {
      get.set("ExpressionAttributeNames", JSON.valueToTree(wanted.expressionAttributeNames()));
    }
    return done("GetItem", get).path("Item");
  }

  private static List<JsonNode> statements(BatchExecuteStatementRequest request) {
    try {
      List<JsonNode> statements = new ArrayList<>();
      JSON.readTree(InsertBody.of(request)).path("Statements").forEach(statements::add);
      return statements;
    } catch (IOException e) {
      throw exception("SerializationException", 400);
    }
  }

  private String key(JsonNode statement) {
    List<Value> parameters = new ArrayList<>();
    statement.path("Parameters").forEach(it -> parameters.add(ValueJson.read(it)));
    Statement read = statements.read(statement.path("Statement").asText(), parameters);
    return ((Value.S) Objects.requireNonNull(((Statement.Insert) read).item().get("eventId")))
        .text();
  }

  private static Map<String, AttributeValue> map(JsonNode members) {
    Map<String, AttributeValue> values = new HashMap<>();
    members.properties().forEach(it -> values.put(it.getKey(), value(it.getValue())));
    return values;
  }

  private static AttributeValue value(JsonNode json) {
    if (json.has("S")) {
      return AttributeValue.fromS(json.path("S").textValue());
    }
    return json.has("N")
        ? AttributeValue.fromN(json.path("N").textValue())
        : AttributeValue.fromM(map(json.path("M")));
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
