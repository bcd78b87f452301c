package io.weir.dynamodb.operation;

import static io.weir.dynamodb.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.dynamodb.Caller;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Single items: what may be written, and what is answered. */
class ItemOperationsTest {

  private static final String INVALID = "ValidationException: ";
  private static final int LARGEST = 400 * 1024;

  private final Caller caller = new Caller().withTable("items", false);

  @Test
  void anItemOf400KilobytesIsStoredAndOneByteMoreIsNot() {
    int rest = LARGEST - "pk".length() - "a".length() - "data".length();
    caller.put("items", "{pk:{S:'a'},data:{S:'%s'}}".formatted("x".repeat(rest)));

    assertThat(
            caller.refused(
                "PutItem",
                "{TableName:'items',Item:{pk:{S:'a'},data:{S:'%s'}}}"
                    .formatted("x".repeat(rest + 1))))
        .isEqualTo(INVALID + "Item size has exceeded the maximum allowed size");
    assertThat(
            caller.refused(
                "UpdateItem",
                "{TableName:'items',Key:{pk:{S:'a'}},UpdateExpression:'SET b ="
                    + " :b',ExpressionAttributeValues:{':b':{S:''}}}"))
        .isEqualTo(INVALID + "Item size to update has exceeded the maximum allowed size");
  }

  @Test
  void whatTheModelRefusesIsSaidTogetherAndBeforeTheTableIsLookedFor() {
    assertThat(
            caller.refused(
                "PutItem",
                "{TableName:'x!',Item:{pk:{S:'a'}},ReturnValues:'SOME',ReturnConsumedCapacity:'ALL'}"))
        .startsWith(INVALID + "3 validation errors detected: Value 'x!' at 'tableName' failed")
        .contains("; Value 'ALL' at 'returnConsumedCapacity' failed")
        .contains("; Value 'SOME' at 'returnValues' failed");
    assertThat(caller.refused("PutItem", "{TableName:'none',Item:{a:{SS:[]}}}"))
        .endsWith("An string set  may not be empty");
    assertThat(
            caller.refused(
                "PutItem", "{TableName:'none',Item:{},ConditionExpression:'status = :s'}"))
        .endsWith("reserved keyword: status");
    assertThat(caller.refused("PutItem", "{TableName:'none',Item:{}}"))
        .isEqualTo("ResourceNotFoundException: Requested resource not found");
    assertThat(caller.refused("PutItem", "{TableName:'items',Item:{}}"))
        .isEqualTo(
            INVALID + "One or more parameter values were invalid: Missing the key pk in the item");
  }

  @Test
  void keysAreOfTheirTypeAndNotEmpty() {
    assertThat(caller.refused("PutItem", "{TableName:'items',Item:{pk:{N:'1'}}}"))
        .endsWith("Type mismatch for key pk expected: S actual: N");
    assertThat(caller.refused("PutItem", "{TableName:'items',Item:{pk:{S:''}}}"))
        .isEqualTo(
            INVALID
                + "One or more parameter values are not valid. The AttributeValue for a key"
                + " attribute cannot contain an empty string value. Key: pk");
    assertThat(caller.refused("GetItem", "{TableName:'items',Key:{pk:{S:'a'},sk:{S:'b'}}}"))
        .isEqualTo(INVALID + "The provided key element does not match the schema");
    assertThat(
            caller.refused(
                "PutItem", "{TableName:'items',Item:{pk:{S:'%s'}}}".formatted("k".repeat(2049))))
        .endsWith("Size of hashkey has exceeded the maximum size limit of2048 bytes");
  }

  @Test
  void aFailedConditionReturnsTheItemOnlyIfItIsWanted() {
    caller.put("items", "{pk:{S:'a'},n:{N:'1'}}");
    String body =
        "{TableName:'items',Key:{pk:{S:'a'}},ConditionExpression:'n ="
            + " :two',ExpressionAttributeValues:{':two':{N:'2'}}%s}";

    JsonNode without = caller.engine().call("DeleteItem", json(body.formatted(""))).body();
    JsonNode with =
        caller
            .engine()
            .call(
                "DeleteItem",
                json(body.formatted(",ReturnValuesOnConditionCheckFailure:'ALL_OLD'")))
            .body();

    assertThat(without.has("Item")).isFalse();
    assertThat(with.path("Item")).isEqualTo(json("{pk:{S:'a'},n:{N:'1'}}"));
    assertThat(with.path("__type").asText())
        .isEqualTo("com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException");
  }

  @Test
  void updatedPartsAreReturnedAsTheyWereOrAre() {
    caller.put("items", "{pk:{S:'a'},m:{M:{x:{N:'1'},y:{N:'2'}}},z:{S:'z'}}");
    String body =
        "{TableName:'items',Key:{pk:{S:'a'}},UpdateExpression:'SET m.x = m.x +"
            + " :one',ExpressionAttributeValues:{':one':{N:'1'}},ReturnValues:'%s'}";

    assertThat(caller.done("UpdateItem", body.formatted("UPDATED_OLD")).path("Attributes"))
        .isEqualTo(json("{m:{M:{x:{N:'1'}}}}"));
    assertThat(caller.done("UpdateItem", body.formatted("UPDATED_NEW")).path("Attributes"))
        .isEqualTo(json("{m:{M:{x:{N:'3'}}}}"));
    assertThat(caller.done("UpdateItem", body.formatted("ALL_NEW")).path("Attributes"))
        .isEqualTo(json("{pk:{S:'a'},m:{M:{x:{N:'4'},y:{N:'2'}}},z:{S:'z'}}"));
    assertThat(caller.done("UpdateItem", body.formatted("NONE")).isEmpty()).isTrue();
  }

  @Test
  void anUpdateMayNotNestMoreThan32Levels() {
    caller.put("items", "{pk:{S:'a'},m:{M:{}}}");
    String body =
        "{TableName:'items',Key:{pk:{S:'a'}},UpdateExpression:'SET m.x ="
            + " :v',ExpressionAttributeValues:{':v':%s}}";
    String lists30 = "{L:[".repeat(30) + "{S:'x'}" + "]}".repeat(30);

    assertThat(caller.done("UpdateItem", body.formatted(lists30)).isEmpty()).isTrue();
    assertThat(caller.refused("UpdateItem", body.formatted("{L:[" + lists30 + "]}")))
        .isEqualTo(INVALID + "Nesting Levels have exceeded supported limits");
  }

  @Test
  void anUpdateOfNothingMakesAnItemOfItsKey() {
    caller.done("UpdateItem", "{TableName:'items',Key:{pk:{S:'new'}}}");

    assertThat(caller.done("GetItem", "{TableName:'items',Key:{pk:{S:'new'}}}").path("Item"))
        .isEqualTo(json("{pk:{S:'new'}}"));
  }

  @Test
  void capacityIsCountedInUnitsOfOneKilobyteForWritesAndFourForReads() {
    JsonNode written =
        caller.done(
            "PutItem",
            "{TableName:'items',Item:{pk:{S:'a'},d:{S:'%s'}},ReturnConsumedCapacity:'TOTAL'}"
                .formatted("x".repeat(4096)));
    String get = "{TableName:'items',Key:{pk:{S:'a'}},ReturnConsumedCapacity:'TOTAL'%s}";

    assertThat(written.at("/ConsumedCapacity/CapacityUnits").asDouble()).isEqualTo(5);
    assertThat(
            caller
                .done("GetItem", get.formatted(""))
                .at("/ConsumedCapacity/CapacityUnits")
                .asDouble())
        .isEqualTo(1);
    assertThat(
            caller
                .done("GetItem", get.formatted(",ConsistentRead:true"))
                .at("/ConsumedCapacity/CapacityUnits")
                .asDouble())
        .isEqualTo(2);
  }

  @Test
  void anItemIsGoneWhenItsTimeIsOver() {
    caller.done(
        "UpdateTimeToLive",
        "{TableName:'items',TimeToLiveSpecification:{Enabled:true,AttributeName:'until'}}");
    long now = caller.instant().getEpochSecond();
    caller.put("items", "{pk:{S:'short'},until:{N:'%d'}}".formatted(now + 60));
    caller.put("items", "{pk:{S:'text'},until:{S:'%d'}}".formatted(now + 60));
    caller.put("items", "{pk:{S:'ancient'},until:{N:'1'}}");

    caller.pass(Duration.ofSeconds(60));
    assertThat(caller.done("Scan", "{TableName:'items'}").path("Count").asInt()).isEqualTo(3);
    caller.pass(Duration.ofSeconds(1));
    assertThat(caller.done("Scan", "{TableName:'items'}").path("Count").asInt()).isEqualTo(2);
    assertThat(caller.done("GetItem", "{TableName:'items',Key:{pk:{S:'short'}}}").has("Item"))
        .isFalse();
  }
}
