package io.weir.local.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.dynamodb.fault.Fault;
import io.weir.local.http.Endpoint;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.extensions.VersionedRecordExtension;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticTableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.BatchWriteResult;
import software.amazon.awssdk.enhanced.dynamodb.model.EnhancedGlobalSecondaryIndex;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.WriteBatch;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** DynamoDB as Java's enhanced client uses it: mapped items, versions, batches, transactions. */
final class EnhancedClientTest {

  private static final TableSchema<Order> SCHEMA =
      StaticTableSchema.builder(Order.class)
          .newItemSupplier(Order::new)
          .addAttribute(
              String.class,
              it ->
                  it.name("customer")
                      .getter(order -> order.customer)
                      .setter((order, value) -> order.customer = value)
                      .tags(StaticAttributeTags.primaryPartitionKey()))
          .addAttribute(
              Integer.class,
              it ->
                  it.name("number")
                      .getter(order -> order.number)
                      .setter((order, value) -> order.number = value)
                      .tags(StaticAttributeTags.primarySortKey()))
          .addAttribute(
              String.class,
              it ->
                  it.name("state")
                      .getter(order -> order.state)
                      .setter((order, value) -> order.state = value)
                      .tags(StaticAttributeTags.secondaryPartitionKey("byState")))
          .addAttribute(
              Integer.class,
              it ->
                  it.name("version")
                      .getter(order -> order.version)
                      .setter((order, value) -> order.version = value)
                      .tags(VersionedRecordExtension.AttributeTags.versionAttribute()))
          .build();

  private static Endpoint endpoint;
  private static DynamoDb dynamoDb;
  private static DynamoDbClient client;
  private static DynamoDbEnhancedClient enhanced;
  private static DynamoDbTable<Order> orders;

  @BeforeAll
  static void start() {
    dynamoDb = DynamoDb.inMemory();
    endpoint = Endpoint.bind(0).serve("dynamodb", dynamoDb).start();
    client = Clients.dynamoDb(endpoint.uri());
    enhanced = DynamoDbEnhancedClient.builder().dynamoDbClient(client).build();
    orders = enhanced.table("Orders", SCHEMA);
    orders.createTable(
        it ->
            it.globalSecondaryIndices(
                EnhancedGlobalSecondaryIndex.builder()
                    .indexName("byState")
                    .projection(all -> all.projectionType(ProjectionType.ALL))
                    .build()));
  }

  @AfterAll
  static void close() {
    client.close();
    endpoint.close();
    dynamoDb.close();
  }

  @Test
  void aVersionThatIsNotTheLatestIsRefused() {
    orders.putItem(order("versions", 1, "open"));
    Order first = orders.getItem(key("versions", 1));
    Order second = orders.getItem(key("versions", 1));
    first.state = "paid";
    orders.updateItem(first);
    second.state = "lost";

    assertThatThrownBy(() -> orders.updateItem(second))
        .isInstanceOf(ConditionalCheckFailedException.class);

    assertThat(orders.getItem(key("versions", 1)).state).isEqualTo("paid");
    assertThat(orders.getItem(key("versions", 1)).version).isEqualTo(2);
  }

  @Test
  void queriesTurnPagesByTableAndIndex() {
    IntStream.range(0, 25).forEach(it -> orders.putItem(order("pages", it, "paged")));

    List<Integer> numbers =
        orders
            .query(
                it ->
                    it.queryConditional(
                            QueryConditional.sortGreaterThanOrEqualTo(
                                key -> key.partitionValue("pages").sortValue(5)))
                        .scanIndexForward(false)
                        .limit(4))
            .items()
            .stream()
            .map(it -> it.number)
            .toList();
    assertThat(numbers).hasSize(20).startsWith(24, 23).endsWith(6, 5);
    assertThat(
            orders
                .index("byState")
                .query(QueryConditional.keyEqualTo(key -> key.partitionValue("paged")))
                .stream()
                .mapToInt(it -> it.items().size())
                .sum())
        .isEqualTo(25);
  }

  @Test
  void whatABatchLeavesUnprocessedIsToldByTable() {
    Fault fault = Fault.throttled().onTable("Orders").where("state", "refused");
    var running = dynamoDb.faults().start(fault);

    DynamoDbEnhancedClient withoutVersions =
        DynamoDbEnhancedClient.builder().dynamoDbClient(client).extensions(List.of()).build();
    DynamoDbTable<Order> plain = withoutVersions.table("Orders", SCHEMA);

    BatchWriteResult result =
        withoutVersions.batchWriteItem(
            it ->
                it.addWriteBatch(
                    WriteBatch.builder(Order.class)
                        .mappedTableResource(plain)
                        .addPutItem(order("batch", 1, "taken"))
                        .addPutItem(order("batch", 2, "refused"))
                        .build()));
    running.end();

    assertThat(result.unprocessedPutItemsForTable(plain))
        .singleElement()
        .satisfies(it -> assertThat(it.number).isEqualTo(2));
    assertThat(orders.getItem(key("batch", 1))).isNotNull();
    assertThat(orders.getItem(key("batch", 2))).isNull();
  }

  @Test
  void aTransactionWhoseConditionFailsChangesNothing() {
    orders.putItem(order("transaction", 1, "open"));
    Expression paid =
        Expression.builder()
            .expression("#state = :paid")
            .putExpressionName("#state", "state")
            .putExpressionValue(":paid", AttributeValue.fromS("paid"))
            .build();

    assertThatThrownBy(
            () ->
                enhanced.transactWriteItems(
                    it ->
                        it.addPutItem(orders, order("transaction", 2, "open"))
                            .addConditionCheck(
                                orders,
                                check ->
                                    check.key(key("transaction", 1)).conditionExpression(paid))))
        .isInstanceOfSatisfying(
            TransactionCanceledException.class,
            e ->
                assertThat(e.cancellationReasons())
                    .extracting(reason -> reason.code())
                    .containsExactly("None", "ConditionalCheckFailed"));

    assertThat(orders.getItem(key("transaction", 2))).isNull();
  }

  private static Key key(String customer, int number) {
    return Key.builder().partitionValue(customer).sortValue(number).build();
  }

  private static Order order(String customer, int number, String state) {
    Order order = new Order();
    order.customer = customer;
    order.number = number;
    order.state = state;
    return order;
  }

  /** What is stored. */
  static final class Order {
    private String customer = "";
    private Integer number = 0;
    private String state = "";
    private @Nullable Integer version;
  }
}
