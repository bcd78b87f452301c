package io.weir.handler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.handler.store.InsertBody;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
 * A table that knows two operations: PartiQL inserts in a batch, and reading a batch of keys. Each
 * statement fails on its own, as in DynamoDB. A test says which.
 */
public final class FakeDynamoDb implements DynamoDbClient {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern INSERT = Pattern.compile("INSERT INTO \"(.+)\" VALUE \\{(.+)}");
  private static final Pattern NAME = Pattern.compile("'(\\w+)': \\?");

  /** The items by key. */
  public final Map<String, Map<String, AttributeValue>> items = new ConcurrentHashMap<>();

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
    AttributeValue data = items.getOrDefault(key, Map.of()).get("data");
    return data == null ? "" : data.m().getOrDefault("content", data).s();
  }

  @Override
  public BatchExecuteStatementResponse batchExecuteStatement(BatchExecuteStatementRequest request) {
    List<Map<String, AttributeValue>> rows =
        statements(request).stream().map(FakeDynamoDb::row).toList();
    List<String> keys = rows.stream().map(FakeDynamoDb::key).toList();
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
    for (Map<String, AttributeValue> row : rows) {
      responses.add(insert(row, statementFault.apply(key(row), call)));
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
      Map<String, AttributeValue> row, @Nullable BatchStatementErrorCodeEnum fault) {
    BatchStatementErrorCodeEnum error = fault;
    if (error == null && items.putIfAbsent(key(row), row) != null) {
      error = BatchStatementErrorCodeEnum.DUPLICATE_ITEM;
    }
    return error == null
        ? BatchStatementResponse.builder().build()
        : BatchStatementResponse.builder()
            .error(BatchStatementError.builder().code(error).message("secret payload").build())
            .build();
  }

  @Override
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    Map.Entry<String, KeysAndAttributes> wanted =
        request.requestItems().entrySet().iterator().next();
    List<String> keys = wanted.getValue().keys().stream().map(FakeDynamoDb::key).toList();
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
      Map<String, AttributeValue> item = items.get(key);
      if (unprocessed.apply(key, reads.size())) {
        left.add(Map.of("eventId", AttributeValue.fromS(key)));
      } else if (item != null) {
        found.add(asked(item, names));
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

  private static Map<String, AttributeValue> asked(
      Map<String, AttributeValue> item, Collection<String> names) {
    Map<String, AttributeValue> asked = new HashMap<>(item);
    asked.keySet().retainAll(names);
    return asked;
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

  private static Map<String, AttributeValue> row(JsonNode statement) {
    Matcher insert = INSERT.matcher(statement.path("Statement").textValue());
    if (!insert.matches()) {
      throw exception("ValidationException", 400);
    }
    Map<String, AttributeValue> row = new HashMap<>();
    Matcher name = NAME.matcher(insert.group(2));
    for (JsonNode value : statement.path("Parameters")) {
      if (!name.find()) {
        throw exception("ValidationException", 400);
      }
      row.put(name.group(1), value(value));
    }
    return row;
  }

  private static AttributeValue value(JsonNode json) {
    if (json.has("S")) {
      return AttributeValue.fromS(json.path("S").textValue());
    }
    if (json.has("N")) {
      return AttributeValue.fromN(json.path("N").textValue());
    }
    Map<String, AttributeValue> members = new HashMap<>();
    json.path("M")
        .properties()
        .forEach(member -> members.put(member.getKey(), value(member.getValue())));
    return AttributeValue.fromM(members);
  }

  private static String key(Map<String, AttributeValue> row) {
    AttributeValue key = row.get("eventId");
    if (key == null) {
      throw exception("ValidationException", 400);
    }
    return key.s();
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
