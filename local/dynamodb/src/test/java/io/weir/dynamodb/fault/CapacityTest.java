package io.weir.dynamodb.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.dynamodb.Answer;
import io.weir.dynamodb.Caller;
import io.weir.dynamodb.table.IndexDefinition.Throughput;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a table can take, by the engine's clock. */
class CapacityTest {

  private static final String TABLE =
      "{TableName:'table',AttributeDefinitions:[{AttributeName:'pk',AttributeType:'S'}%s],"
          + "KeySchema:[{AttributeName:'pk',KeyType:'HASH'}],%s}";
  private static final String PROVISIONED =
      "ProvisionedThroughput:{ReadCapacityUnits:2,WriteCapacityUnits:3}";
  private static final String GET = "{TableName:'table',ConsistentRead:true,Key:{pk:{S:'p0'}}}";

  private final Caller caller = new Caller();
  private final Faults faults = caller.engine().faults();
  private int next;

  private void create(String attributes, String rest) {
    caller.done("CreateTable", TABLE.formatted(attributes, rest));
  }

  /** Puts small items, each in a partition of its own, until one is refused; returns how many. */
  private int putUntilRefused() {
    for (int count = 0; ; count++) {
      if (!put("p" + next++, "").succeeded()) {
        return count;
      }
    }
  }

  private Answer put(String key, String more) {
    return caller
        .engine()
        .call(
            "PutItem",
            Caller.json("{TableName:'table',Item:{pk:{S:'%s'}%s}}".formatted(key, more)));
  }

  @Test
  void nothingIsThrottledUnlessItIsWanted() {
    create("", PROVISIONED);

    for (int i = 0; i < 1000; i++) {
      assertThat(put("p", "").succeeded()).isTrue();
    }
  }

  @Test
  void aSecondBringsTheUnitsThatAreProvisioned() {
    create("", PROVISIONED);
    faults.enforceCapacity("table");

    assertThat(putUntilRefused()).isEqualTo(3);
    caller.pass(Duration.ofSeconds(1));
    assertThat(putUntilRefused()).isEqualTo(3);
    caller.done("GetItem", GET);
    caller.done("GetItem", GET);
    assertThat(caller.refused("GetItem", GET))
        .startsWith("ProvisionedThroughputExceededException: The level of configured");
  }

  @Test
  void whatIsLeftIsKeptForFiveMinutes() {
    create("", PROVISIONED);
    faults.enforceCapacity("table");
    putUntilRefused();

    caller.pass(Duration.ofHours(1));

    assertThat(putUntilRefused()).isEqualTo(3 * 300);
  }

  @Test
  void aLargeItemIsPaidForByLaterSeconds() {
    create("", PROVISIONED);
    faults.enforceCapacity("table");

    assertThat(put("large", ",text:{S:'%s'}".formatted("x".repeat(9 * 1024))).succeeded()).isTrue();

    caller.pass(Duration.ofSeconds(2));
    assertThat(putUntilRefused()).isZero();
    caller.pass(Duration.ofSeconds(1));
    assertThat(putUntilRefused()).isPositive();
  }

  @Test
  void aConditionThatFailsConsumesToo() {
    create("", PROVISIONED);
    faults.enforceCapacity("table");
    String conditional =
        "{TableName:'table',Item:{pk:{S:'p'}},ConditionExpression:'attribute_exists(pk)'}";

    for (int i = 0; i < 3; i++) {
      assertThat(caller.refused("PutItem", conditional)).startsWith("ConditionalCheckFailed");
    }

    assertThat(caller.refused("PutItem", conditional)).startsWith("ProvisionedThroughputExceeded");
  }

  @Test
  void onePartitionCanBeUsedUpAlone() {
    create("", "BillingMode:'PAY_PER_REQUEST'");
    faults.enforceCapacity("table", new Throughput(5, 2));

    assertThat(put("hot", "").succeeded()).isTrue();
    assertThat(put("hot", "").succeeded()).isTrue();
    Answer refused = put("hot", "");
    assertThat(refused.errorType()).hasValue("ThrottlingException");
    assertThat(refused.body().toString()).contains("TableWriteKeyRangeThroughputExceeded");
    assertThat(put("cool", "").succeeded()).isTrue();
    caller.pass(Duration.ofHours(1));
    assertThat(put("hot", "").succeeded()).isTrue();
  }

  @Test
  void aTablePaidByRequestHasTheMaximumThatItWasGiven() {
    create(
        "",
        "BillingMode:'PAY_PER_REQUEST',OnDemandThroughput:{MaxReadRequestUnits:-1,MaxWriteRequestUnits:4}");
    faults.enforceCapacity("table");

    assertThat(putUntilRefused()).isEqualTo(4);
    caller.pass(Duration.ofHours(1));
    assertThat(putUntilRefused()).isEqualTo(4);
    assertThat(put("p", "").body().toString())
        .contains("Throughput exceeds the maximum OnDemandThroughput configured")
        .contains("TableWriteMaxOnDemandThroughputExceeded");
    assertThat(caller.done("DescribeTable", "{TableName:'table'}").toString())
        .contains("\"MaxReadRequestUnits\":-1,\"MaxWriteRequestUnits\":4");
  }

  @Test
  void anIndexThatIsUsedUpHoldsUpTheTable() {
    create(
        ",{AttributeName:'who',AttributeType:'S'}",
        PROVISIONED
            + ",GlobalSecondaryIndexes:[{IndexName:'index',KeySchema:[{AttributeName:'who',KeyType:'HASH'}],"
            + "Projection:{ProjectionType:'ALL'},"
            + "ProvisionedThroughput:{ReadCapacityUnits:1,WriteCapacityUnits:1}}]");
    faults.enforceCapacity("table");

    assertThat(put("a", ",who:{S:'w'}").succeeded()).isTrue();
    assertThat(put("b", ",who:{S:'w'}").body().toString())
        .contains("IndexWriteProvisionedThroughputExceeded")
        .contains("/index/index");
    assertThat(put("c", "").succeeded()).isTrue();
  }
}
