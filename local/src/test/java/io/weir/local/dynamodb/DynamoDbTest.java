package io.weir.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.local.http.Endpoint;
import io.weir.local.wire.Fault;
import io.weir.local.wire.FaultKind;
import io.weir.local.wire.FaultProxy;
import io.weir.local.wire.Faults;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

/** DynamoDB as a client of the endpoint meets it, with and without faults on the wire. */
final class DynamoDbTest {
  private static final String TABLE = "EventLogs";

  private static Endpoint endpoint;
  private static DynamoDb dynamoDb;
  private static FaultProxy wire;
  private static DynamoDbClient client;
  private static volatile Faults faults = Faults.none();

  @BeforeAll
  static void start() {
    // -Ddynamodb.url=... holds another server to the same facts.
    String server = System.getProperty("dynamodb.url");
    dynamoDb = server == null ? DynamoDb.inMemory() : DynamoDb.at(URI.create(server));
    endpoint = Endpoint.bind(0).serve("dynamodb", dynamoDb).start();
    wire = FaultProxy.start(endpoint.uri(), (service, request) -> faults.next(service, request));
    client = Clients.dynamoDb(wire.uri());
    Clients.createTable(client, TABLE);
  }

  @AfterAll
  static void close() {
    client.close();
    wire.close();
    endpoint.close();
    dynamoDb.close();
  }

  @AfterEach
  void heal() {
    faults = Faults.none();
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
    strike(FaultKind.PARTLY_THROTTLED, (place, entry) -> true);

    List<BatchStatementResponse> responses = insert(ids);

    assertThat(responses)
        .extracting(response -> response.error().code())
        .containsOnly(BatchStatementErrorCodeEnum.PROVISIONED_THROUGHPUT_EXCEEDED)
        .hasSize(2);
    assertThat(ids).noneMatch(DynamoDbTest::stored);
  }

  @Test
  void carriesOutTheStatementsBesideAThrottledOne() {
    List<String> ids = List.of(id(), id(), id());
    put(ids.get(2));
    strike(FaultKind.PARTLY_THROTTLED, (place, entry) -> place == 1);

    List<BatchStatementResponse> responses = insert(ids);

    assertThat(responses.get(0).error()).isNull();
    assertThat(responses.get(1).error().code())
        .isEqualTo(BatchStatementErrorCodeEnum.PROVISIONED_THROUGHPUT_EXCEEDED);
    assertThat(responses.get(2).error().code())
        .isEqualTo(BatchStatementErrorCodeEnum.DUPLICATE_ITEM);
    assertThat(stored(ids.get(0))).isTrue();
    assertThat(stored(ids.get(1))).isFalse();
  }

  @Test
  void throttlesTheStatementsThatHaveAText() {
    List<String> ids = List.of(id(), id(), id());
    strike(FaultKind.PARTLY_THROTTLED, (place, entry) -> entry.toString().contains(ids.get(2)));

    List<BatchStatementResponse> responses = insert(ids);

    assertThat(responses)
        .extracting(response -> response.error() == null)
        .containsExactly(true, true, false);
    assertThat(ids).filteredOn(DynamoDbTest::stored).containsExactly(ids.get(0), ids.get(1));
  }

  @Test
  void refusesAThrottledPutAndStillReads() {
    String id = id();
    strike(FaultKind.PARTLY_THROTTLED, (place, entry) -> true);

    assertThatThrownBy(() -> put(id))
        .isInstanceOf(ProvisionedThroughputExceededException.class)
        .satisfies(e -> assertThat(((DynamoDbException) e).isThrottlingException()).isTrue());

    assertThat(stored(id)).isFalse();
  }

  @Test
  void writesNothingWhenACallFails() {
    List<String> ids = List.of(id(), id());
    strike(FaultKind.FAILED, (place, entry) -> place == 1);

    assertThatThrownBy(() -> insert(ids)).isInstanceOf(InternalServerErrorException.class);

    assertThat(ids).noneMatch(DynamoDbTest::stored);
  }

  @Test
  void writesAndLosesTheAnswer() {
    String id = id();
    strike(FaultKind.DONE_AND_FAILED, (place, entry) -> true);

    assertThatThrownBy(() -> put(id)).isInstanceOf(InternalServerErrorException.class);

    assertThat(stored(id)).isTrue();
  }

  private static void strike(FaultKind kind, BiPredicate<Integer, JsonNode> refused) {
    Fault fault = new Fault(kind, Duration.ZERO, refused);
    faults =
        (service, request) ->
            request.header("X-Amz-Target").orElse("").endsWith(".GetItem")
                ? Optional.empty()
                : Optional.of(fault);
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
