package io.weir.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weir.dynamodb.fault.Fault;
import io.weir.dynamodb.fault.Faults;
import io.weir.local.http.Endpoint;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;

/** DynamoDB as a client of the endpoint meets it, with and without faults. */
final class DynamoDbTest {
  private static final String TABLE = "EventLogs";

  /** {@code -Ddynamodb.url=...} holds another server to the same facts, faults apart. */
  private static final @Nullable String SERVER = System.getProperty("dynamodb.url");

  private static Endpoint endpoint;
  private static DynamoDb dynamoDb;
  private static DynamoDbClient client;

  @BeforeAll
  static void start() {
    dynamoDb = SERVER == null ? DynamoDb.inMemory() : DynamoDb.at(URI.create(SERVER));
    endpoint = Endpoint.bind(0).serve("dynamodb", dynamoDb).start();
    client = Clients.dynamoDb(endpoint.uri());
    Clients.createTable(client, TABLE);
  }

  @AfterAll
  static void close() {
    client.close();
    endpoint.close();
    dynamoDb.close();
  }

  @AfterEach
  void heal() {
    if (SERVER == null) {
      dynamoDb.faults().clear();
    }
  }

  @Test
  void readsBackWhatWasPut() {
    String id = id();

    put(id);

    assertThat(stored(id)).isTrue();
  }

  @Test
  void reportsADuplicateAloneInABatchOfInserts() {
    List<String> ids = List.of(id(), id(), id());
    put(ids.get(1));

    List<BatchStatementResponse> responses = insert(ids);

    assertThat(responses.get(1).error().code())
        .isEqualTo(BatchStatementErrorCodeEnum.DUPLICATE_ITEM);
    assertThat(responses.get(0).error()).isNull();
    assertThat(responses.get(2).error()).isNull();
    assertThat(ids).allMatch(DynamoDbTest::stored);
  }

  @Test
  void throttlesEachStatementOfABatchByItself() {
    List<String> ids = List.of(id(), id());
    faults().start(Fault.throttled());

    List<BatchStatementResponse> responses = insert(ids);

    assertThat(responses)
        .extracting(response -> response.error().code())
        .containsOnly(BatchStatementErrorCodeEnum.THROTTLING_ERROR)
        .hasSize(2);
    faults().clear();
    assertThat(ids).noneMatch(DynamoDbTest::stored);
  }

  @Test
  void carriesOutTheStatementsBesideAThrottledOne() {
    List<String> ids = List.of(id(), id(), id());
    put(ids.get(2));
    faults().start(Fault.throttled().where("eventId", ids.get(1)));

    List<BatchStatementResponse> responses = insert(ids);

    assertThat(responses.get(0).error()).isNull();
    assertThat(responses.get(1).error().code())
        .isEqualTo(BatchStatementErrorCodeEnum.THROTTLING_ERROR);
    assertThat(responses.get(2).error().code())
        .isEqualTo(BatchStatementErrorCodeEnum.DUPLICATE_ITEM);
    faults().clear();
    assertThat(stored(ids.get(0))).isTrue();
    assertThat(stored(ids.get(1))).isFalse();
  }

  @Test
  void aThrottledPutHasAReasonThatClientsRead() {
    String id = id();
    faults().next(1, Fault.throttled().onTable(TABLE));

    assertThatThrownBy(() -> put(id))
        .isInstanceOfSatisfying(
            ThrottlingException.class,
            e -> {
              assertThat(e.isThrottlingException()).isTrue();
              assertThat(e.throttlingReasons())
                  .singleElement()
                  .satisfies(it -> assertThat(it.resource()).endsWith(":table/" + TABLE));
            });

    assertThat(stored(id)).isFalse();
  }

  @Test
  void writesNothingWhenACallFails() {
    List<String> ids = List.of(id(), id());
    faults().next(1, Fault.failed());

    assertThatThrownBy(() -> insert(ids)).isInstanceOf(InternalServerErrorException.class);

    assertThat(ids).noneMatch(DynamoDbTest::stored);
  }

  @Test
  void writesAndLosesTheAnswer() {
    String id = id();
    faults().next(1, Fault.answerLost());

    assertThatThrownBy(() -> put(id)).isInstanceOf(InternalServerErrorException.class);

    assertThat(stored(id)).isTrue();
  }

  /** Returns the engine's faults; another server has none on demand. */
  private static Faults faults() {
    assumeTrue(SERVER == null, "the tables are on another server");
    return dynamoDb.faults();
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }

  private static void put(String id) {
    client.putItem(call -> call.tableName(TABLE).item(item(id)));
  }

  private static boolean stored(String id) {
    return client.getItem(call -> call.tableName(TABLE).key(item(id))).hasItem();
  }

  private static List<BatchStatementResponse> insert(List<String> ids) {
    List<BatchStatementRequest> statements = ids.stream().map(Clients::insert).toList();
    return client.batchExecuteStatement(call -> call.statements(statements)).responses();
  }

  private static Map<String, AttributeValue> item(String id) {
    return Map.of("eventId", AttributeValue.fromS(id));
  }
}
