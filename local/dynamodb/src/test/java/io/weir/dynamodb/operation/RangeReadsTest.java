package io.weir.dynamodb.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.dynamodb.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Queries, scans, and the indexes that they read. */
class RangeReadsTest {

  private final Caller caller = new Caller();

  @BeforeEach
  void table() {
    caller.done(
        "CreateTable",
        """
        {TableName:'orders',BillingMode:'PAY_PER_REQUEST',
         AttributeDefinitions:[{AttributeName:'pk',AttributeType:'S'},{AttributeName:'sk',AttributeType:'N'},
           {AttributeName:'city',AttributeType:'S'},{AttributeName:'street',AttributeType:'S'},
           {AttributeName:'day',AttributeType:'S'},{AttributeName:'hour',AttributeType:'N'}],
         KeySchema:[{AttributeName:'pk',KeyType:'HASH'},{AttributeName:'sk',KeyType:'RANGE'}],
         LocalSecondaryIndexes:[{IndexName:'byDay',Projection:{ProjectionType:'KEYS_ONLY'},
           KeySchema:[{AttributeName:'pk',KeyType:'HASH'},{AttributeName:'day',KeyType:'RANGE'}]}],
         GlobalSecondaryIndexes:[{IndexName:'byPlace',Projection:{ProjectionType:'INCLUDE',NonKeyAttributes:['note']},
           KeySchema:[{AttributeName:'city',KeyType:'HASH'},{AttributeName:'street',KeyType:'HASH'},
             {AttributeName:'day',KeyType:'RANGE'},{AttributeName:'hour',KeyType:'RANGE'}]}]}
        """);
    for (int i = 0; i < 10; i++) {
      caller.put(
          "orders",
          "{pk:{S:'p'},sk:{N:'%d'},city:{S:'c'},street:{S:'s%d'},day:{S:'d%d'},hour:{N:'%d'},note:{S:'n'},more:{S:'m'}}"
              .formatted(i - 5, i % 2, i / 4, i));
    }
  }

  @Test
  void numbersOfARangeAreReadInTheirOrder() {
    assertThat(sortKeys("pk = :p AND sk BETWEEN :low AND :high", "':low':{N:'-3'},':high':{N:'2'}"))
        .containsExactly("-3", "-2", "-1", "0", "1", "2");
    assertThat(sortKeys("pk = :p AND sk < :low", "':low':{N:'-3'}")).containsExactly("-5", "-4");
    assertThat(sortKeys("pk = :p AND sk >= :low", "':low':{N:'3'}")).containsExactly("3", "4");
    assertThat(sortKeys("pk = :p AND sk > :low", "':low':{N:'3'}")).containsExactly("4");
  }

  @Test
  void pagesGoOnAfterTheLastKeyInBothDirections() {
    for (boolean forward : new boolean[] {true, false}) {
      String query =
          "{TableName:'orders',KeyConditionExpression:'pk = :p',ExpressionAttributeValues:{':p':{S:'p'}},Limit:3,ScanIndexForward:%b}"
              .formatted(forward);
      List<String> keys = allPages("Query", query, 4);

      assertThat(keys).hasSize(10).first().isEqualTo(forward ? "-5" : "4");
    }
  }

  @Test
  void segmentsOfAScanHaveEachItemOnce() {
    for (int i = 0; i < 100; i++) {
      caller.put("orders", "{pk:{S:'other-%d'},sk:{N:'%d'}}".formatted(i, 100 + i));
    }
    List<String> keys = new ArrayList<>();
    for (int segment = 0; segment < 5; segment++) {
      List<String> some =
          allPages(
              "Scan",
              "{TableName:'orders',Limit:7,TotalSegments:5,Segment:%d}".formatted(segment),
              50);
      assertThat(some).isNotEmpty();
      keys.addAll(some);
    }

    assertThat(keys).hasSize(110).doesNotHaveDuplicates();
    assertThat(new TreeSet<>(allPages("Scan", "{TableName:'orders',Limit:13}", 20)))
        .isEqualTo(new TreeSet<>(keys));
  }

  @Test
  void anIndexWithSeveralKeyAttributesIsReadByAllOfItsHashAndSomeOfItsRange() {
    JsonNode some =
        caller.done(
            "Query",
            "{TableName:'orders',IndexName:'byPlace',KeyConditionExpression:'city = :c AND street ="
                + " :s AND #d = :d AND #h >"
                + " :h',ExpressionAttributeNames:{'#d':'day','#h':'hour'},ExpressionAttributeValues:{':c':{S:'c'},':s':{S:'s1'},':d':{S:'d1'},':h':{N:'5'}}}");

    assertThat(some.path("Items")).hasSize(1);
    assertThat(some.at("/Items/0"))
        .isEqualTo(
            Caller.json(
                "{pk:{S:'p'},sk:{N:'2'},city:{S:'c'},street:{S:'s1'},day:{S:'d1'},hour:{N:'7'},note:{S:'n'}}"));
    assertThat(
            caller.refused(
                "Query",
                "{TableName:'orders',IndexName:'byPlace',KeyConditionExpression:'city ="
                    + " :c',ExpressionAttributeValues:{':c':{S:'c'}}}"))
        .isEqualTo("ValidationException: Query condition missed key schema element: street");
  }

  @Test
  void aLocalIndexFetchesWhatItLacksAndAGlobalOneRefuses() {
    String query =
        "{TableName:'orders',IndexName:'%s',Select:'ALL_ATTRIBUTES',KeyConditionExpression:'%s',ExpressionAttributeValues:{':p':{S:'%s'}%s}}";

    JsonNode local = caller.done("Query", query.formatted("byDay", "pk = :p", "p", ""));

    assertThat(local.at("/Items/0").has("more")).isTrue();
    assertThat(
            caller.refused(
                "Query",
                query.formatted("byPlace", "city = :p AND street = :s", "c", ",':s':{S:'s0'}")))
        .endsWith("index byPlace because its projection type is not ALL");
  }

  @Test
  void anItemThatLosesAnIndexKeyLeavesTheIndex() {
    caller.done(
        "UpdateItem",
        "{TableName:'orders',Key:{pk:{S:'p'},sk:{N:'0'}},UpdateExpression:'REMOVE"
            + " #d',ExpressionAttributeNames:{'#d':'day'}}");

    assertThat(caller.done("Scan", "{TableName:'orders',IndexName:'byDay'}").path("Count").asInt())
        .isEqualTo(9);
    assertThat(
            caller.done("Scan", "{TableName:'orders',IndexName:'byPlace'}").path("Count").asInt())
        .isEqualTo(9);
  }

  @Test
  void aPageHasAtMostAMegabyte() {
    for (int i = 0; i < 12; i++) {
      caller.put(
          "orders", "{pk:{S:'big'},sk:{N:'%d'},d:{S:'%s'}}".formatted(i, "x".repeat(100 * 1024)));
    }
    JsonNode page =
        caller.done(
            "Query",
            "{TableName:'orders',KeyConditionExpression:'pk ="
                + " :p',ExpressionAttributeValues:{':p':{S:'big'}},ReturnConsumedCapacity:'TOTAL'}");

    assertThat(page.path("Count").asInt()).isEqualTo(10);
    assertThat(page.at("/LastEvaluatedKey/sk/N").asText()).isEqualTo("9");
    assertThat(page.at("/ConsumedCapacity/CapacityUnits").asDouble()).isEqualTo(125.5);
  }

  private List<String> sortKeys(String condition, String values) {
    return keys(
        caller.done(
            "Query",
            "{TableName:'orders',KeyConditionExpression:'%s',ExpressionAttributeValues:{':p':{S:'p'},%s}}"
                .formatted(condition, values)));
  }

  private static List<String> keys(JsonNode page) {
    List<String> keys = new ArrayList<>();
    page.path("Items").forEach(it -> keys.add(it.at("/sk/N").asText()));
    return keys;
  }

  private List<String> allPages(String operation, String body, int most) {
    ObjectNode request = (ObjectNode) Caller.json(body);
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      JsonNode page = caller.done(operation, request.toString());
      keys.addAll(keys(page));
      if (!page.has("LastEvaluatedKey")) {
        return keys;
      }
      request.set("ExclusiveStartKey", page.get("LastEvaluatedKey"));
    }
    throw new AssertionError("more than " + most + " pages");
  }
}
