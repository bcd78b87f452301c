package io.weir.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.local.http.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementErrorCodeEnum;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** DynamoDB as a client of the endpoint meets it, with and without faults. */
final class DynamoDbTest {
  private static final String TABLE = "EventLogs";

  private static Endpoint endpoint;
  private static DynamoDb dynamoDb;
  private static DynamoDbClient client;

  @BeforeAll
  static void start() {
    dynamoDb = DynamoDb.inMemory();
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
    dynamoDb.faults(Faults.none());
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
    dynamoDb.faults(Faults.throttle());

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
    dynamoDb.faults(only(Fault.THROTTLED, write -> write.entry() == 1));

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
  void givesThrottledItemsOfABatchBackUnprocessed() {
    String throttled = id();
    String written = id();
    dynamoDb.faults(only(Fault.THROTTLED, write -> write.json().contains(throttled)));

    BatchWriteItemResponse response = batchWrite(throttled, written);

    assertThat(response.unprocessedItems().get(TABLE))
        .extracting(item -> item.putRequest().item())
        .containsExactly(item(throttled));
    assertThat(stored(written)).isTrue();
    assertThat(stored(throttled)).isFalse();
  }

  @Test
  void refusesABatchOfWhichNoItemCanBeWritten() {
    dynamoDb.faults(Faults.throttle());

    assertThatThrownBy(() -> batchWrite(id(), id()))
        .isInstanceOf(ProvisionedThroughputExceededException.class);
  }

  @Test
  void refusesAThrottledPutAndStillReads() {
    String id = id();
    dynamoDb.faults(Faults.throttle());

    assertThatThrownBy(() -> put(id))
        .isInstanceOf(ProvisionedThroughputExceededException.class)
        .satisfies(e -> assertThat(((DynamoDbException) e).isThrottlingException()).isTrue());

    assertThat(stored(id)).isFalse();
  }

  @Test
  void writesNothingWhenACallFails() {
    List<String> ids = List.of(id(), id());
    dynamoDb.faults(only(Fault.FAILED, write -> write.entry() == 1));

    assertThatThrownBy(() -> insert(ids)).isInstanceOf(InternalServerErrorException.class);

    assertThat(ids).noneMatch(DynamoDbTest::stored);
  }

  @Test
  void writesAndLosesTheAnswer() {
    String id = id();
    dynamoDb.faults(only(Fault.ANSWER_LOST, write -> true));

    assertThatThrownBy(() -> put(id)).isInstanceOf(InternalServerErrorException.class);

    assertThat(stored(id)).isTrue();
  }

  @Test
  void doesNotAskAboutStatementsThatRead() {
    List<Write> asked = new ArrayList<>();
    dynamoDb.faults(
        write -> {
          asked.add(write);
          return Fault.THROTTLED;
        });

    client.executeStatement(call -> call.statement("SELECT * FROM \"EventLogs\""));

    assertThat(asked).isEmpty();
  }

  @Test
  void countsCallsAndFaults() {
    long calls = dynamoDb.writeCalls();
    long faults = dynamoDb.faultyWrites();
    dynamoDb.faults(only(Fault.THROTTLED, write -> write.entry() > 0));

    insert(List.of(id(), id(), id()));

    assertThat(dynamoDb.writeCalls() - calls).isEqualTo(1);
    assertThat(dynamoDb.faultyWrites() - faults).isEqualTo(2);
  }

  private static Faults only(Fault fault, Predicate<Write> which) {
    return write -> which.test(write) ? fault : Fault.NONE;
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

  private static BatchWriteItemResponse batchWrite(String... ids) {
    List<WriteRequest> writes = new ArrayList<>();
    for (String id : ids) {
      PutRequest put = PutRequest.builder().item(item(id)).build();
      writes.add(WriteRequest.builder().putRequest(put).build());
    }
    return client.batchWriteItem(call -> call.requestItems(Map.of(TABLE, writes)));
  }

  private static Map<String, AttributeValue> item(String id) {
    return Map.of("eventId", AttributeValue.fromS(id));
  }
}
