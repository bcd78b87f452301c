package io.weir.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.local.http.Endpoint;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * A table of leases, by the calls that the Kinesis Client Library makes: conditions and updates in
 * their older form, and an index of owners that is added later.
 */
final class LeaseTableTest {

  private static final String TABLE = "application";
  private static final String KEY = "leaseKey";
  private static final String OWNER = "leaseOwner";
  private static final String INDEX = "LeaseOwnerToLeaseKeyIndex";
  private static final String COUNTER = "leaseCounter";
  private static final ProvisionedThroughput UNITS =
      ProvisionedThroughput.builder().readCapacityUnits(10L).writeCapacityUnits(10L).build();

  private final DynamoDb dynamoDb = DynamoDb.inMemory();
  private final Endpoint endpoint = Endpoint.bind(0).serve("dynamodb", dynamoDb).start();
  private final DynamoDbClient client = Clients.dynamoDb(endpoint.uri());

  @BeforeEach
  void createTheTable() {
    create();
    client.waiter().waitUntilTableExists(it -> it.tableName(TABLE));
  }

  @AfterEach
  void close() {
    client.close();
    endpoint.close();
    dynamoDb.close();
  }

  private void create() {
    client.createTable(
        it ->
            it.tableName(TABLE)
                .keySchema(
                    KeySchemaElement.builder().attributeName(KEY).keyType(KeyType.HASH).build())
                .attributeDefinitions(text(KEY))
                .provisionedThroughput(UNITS));
  }

  @Test
  void aTableThatAnotherWorkerMadeIsInUse() {
    assertThatThrownBy(this::create).isInstanceOf(ResourceInUseException.class);
    assertThat(client.describeTable(it -> it.tableName(TABLE)).table().tableStatus())
        .isEqualTo(TableStatus.ACTIVE);
  }

  @Test
  void oneOfTwoWorkersCreatesALease() {
    putLease("shard-1");

    assertThatThrownBy(() -> putLease("shard-1"))
        .isInstanceOf(ConditionalCheckFailedException.class);
    assertThat(client.scan(it -> it.tableName(TABLE).limit(1)).items()).hasSize(1);
  }

  @Test
  void aLeaseIsTakenFromItsOwnerAndByOneWorkerAlone() {
    putLease("shard-1");

    update("shard-1", Map.of(COUNTER, number(0), OWNER, absent()), "worker-1", 1);
    assertThatThrownBy(
            () -> update("shard-1", Map.of(COUNTER, number(0), OWNER, absent()), "worker-2", 1))
        .isInstanceOf(ConditionalCheckFailedException.class);
    update("shard-1", Map.of(COUNTER, number(1), OWNER, is("worker-1")), "worker-2", 2);

    Map<String, AttributeValue> lease = lease("shard-1");
    assertThat(lease)
        .containsEntry(OWNER, AttributeValue.fromS("worker-2"))
        .containsEntry(COUNTER, AttributeValue.fromN("2"))
        .containsEntry("ownerSwitchesSinceCheckpoint", AttributeValue.fromN("2"));
  }

  @Test
  void aLeaseIsGivenUpAndDeletedByItsOwner() {
    putLease("shard-1");
    update("shard-1", Map.of(COUNTER, number(0)), "worker-1", 1);
    AttributeValueUpdate gone =
        AttributeValueUpdate.builder().action(AttributeAction.DELETE).build();

    client.updateItem(
        it ->
            it.tableName(TABLE)
                .key(key("shard-1"))
                .expected(Map.of(OWNER, is("worker-1"), COUNTER, number(1)))
                .attributeUpdates(Map.of(OWNER, gone)));

    assertThat(lease("shard-1")).doesNotContainKey(OWNER).containsKey(COUNTER);
    client.deleteItem(
        it -> it.tableName(TABLE).key(key("shard-1")).expected(Map.of(OWNER, absent())));
    assertThat(lease("shard-1")).isEmpty();
  }

  @Test
  void anIndexOfOwnersIsAddedWithTheLeasesThatThereAre() {
    for (int i = 0; i < 5; i++) {
      putLease("shard-" + i);
      update("shard-" + i, Map.of(COUNTER, number(0)), "worker-" + i % 2, 1);
    }

    client.updateTable(
        it ->
            it.tableName(TABLE)
                .attributeDefinitions(text(KEY), text(OWNER))
                .globalSecondaryIndexUpdates(ownersIndex()));

    assertThat(
            client
                .queryPaginator(
                    it ->
                        it.tableName(TABLE)
                            .indexName(INDEX)
                            .keyConditionExpression("leaseOwner = :owner")
                            .limit(1)
                            .expressionAttributeValues(
                                Map.of(":owner", AttributeValue.fromS("worker-0"))))
                .items())
        .extracting(it -> it.getOrDefault(KEY, AttributeValue.fromS("")).s())
        .containsExactly("shard-0", "shard-2", "shard-4");
  }

  private static GlobalSecondaryIndexUpdate ownersIndex() {
    KeySchemaElement owner =
        KeySchemaElement.builder().attributeName(OWNER).keyType(KeyType.HASH).build();
    KeySchemaElement lease =
        KeySchemaElement.builder().attributeName(KEY).keyType(KeyType.RANGE).build();
    return GlobalSecondaryIndexUpdate.builder()
        .create(
            index ->
                index
                    .indexName(INDEX)
                    .keySchema(owner, lease)
                    .projection(it -> it.projectionType(ProjectionType.KEYS_ONLY))
                    .provisionedThroughput(UNITS))
        .build();
  }

  private void putLease(String name) {
    client.putItem(
        it ->
            it.tableName(TABLE)
                .item(
                    Map.of(
                        KEY,
                        AttributeValue.fromS(name),
                        COUNTER,
                        AttributeValue.fromN("0"),
                        "checkpoint",
                        AttributeValue.fromS("TRIM_HORIZON"),
                        "ownerSwitchesSinceCheckpoint",
                        AttributeValue.fromN("0")))
                .expected(Map.of(KEY, absent())));
  }

  private void update(
      String name, Map<String, ExpectedAttributeValue> expected, String owner, int counter) {
    client.updateItem(
        it ->
            it.tableName(TABLE)
                .key(key(name))
                .expected(expected)
                .attributeUpdates(
                    Map.of(
                        COUNTER,
                        change(AttributeAction.PUT, AttributeValue.fromN(String.valueOf(counter))),
                        OWNER,
                        change(AttributeAction.PUT, AttributeValue.fromS(owner)),
                        "ownerSwitchesSinceCheckpoint",
                        change(AttributeAction.ADD, AttributeValue.fromN("1")))));
  }

  private Map<String, AttributeValue> lease(String name) {
    return client.getItem(it -> it.tableName(TABLE).key(key(name)).consistentRead(true)).item();
  }

  private static Map<String, AttributeValue> key(String name) {
    return Map.of(KEY, AttributeValue.fromS(name));
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static AttributeValueUpdate change(AttributeAction action, AttributeValue value) {
    return AttributeValueUpdate.builder().action(action).value(value).build();
  }

  private static ExpectedAttributeValue absent() {
    return ExpectedAttributeValue.builder().exists(false).build();
  }

  private static ExpectedAttributeValue is(String text) {
    return ExpectedAttributeValue.builder().value(AttributeValue.fromS(text)).build();
  }

  private static ExpectedAttributeValue number(int number) {
    return ExpectedAttributeValue.builder()
        .value(AttributeValue.fromN(String.valueOf(number)))
        .build();
  }
}
