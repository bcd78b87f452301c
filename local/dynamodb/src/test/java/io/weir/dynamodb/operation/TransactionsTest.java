package io.weir.dynamodb.operation;

import static io.weir.dynamodb.Caller.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.dynamodb.Caller;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several items as one. */
class TransactionsTest {

  private final Caller caller = new Caller().withTable("aaa", false).withTable("bbb", true);

  @Test
  void eachPartHasItsReasonAndNothingIsDone() {
    caller.put("aaa", "{pk:{S:'there'},n:{N:'1'}}");

    JsonNode error =
        caller
            .engine()
            .call(
                "TransactWriteItems",
                json(
                    """
                    {TransactItems:[
                      {Put:{TableName:'bbb',Item:{pk:{S:'new'},sk:{S:'1'}}}},
                      {Update:{TableName:'aaa',Key:{pk:{S:'there'}},UpdateExpression:'SET n = n + :s',
                        ExpressionAttributeValues:{':s':{N:'1'}},ConditionExpression:'n = :s AND attribute_not_exists(pk)',
                        ReturnValuesOnConditionCheckFailure:'ALL_OLD'}},
                      {Update:{TableName:'aaa',Key:{pk:{S:'other'}},UpdateExpression:'SET x = absent'}}]}
                    """))
            .body();

    assertThat(error.path("message").asText())
        .isEqualTo(
            "Transaction cancelled, please refer cancellation reasons for specific reasons [None,"
                + " ConditionalCheckFailed, ValidationError]");
    assertThat(error.path("CancellationReasons"))
        .isEqualTo(
            json(
                """
                [{Code:'None'},
                 {Code:'ConditionalCheckFailed',Message:'The conditional request failed',Item:{pk:{S:'there'},n:{N:'1'}}},
                 {Code:'ValidationError',Message:'The provided expression refers to an attribute that does not exist in the item'}]
                """));
    assertThat(caller.done("Scan", "{TableName:'bbb'}").path("Count").asInt()).isZero();
  }

  @Test
  void aTokenMakesATransactionHappenOnceInTenMinutes() {
    String body =
        "{ClientRequestToken:'t1',TransactItems:[{Update:{TableName:'aaa',Key:{pk:{S:'c'}},UpdateExpression:'ADD"
            + " n :one',ExpressionAttributeValues:{':one':{N:'%d'}}}}]}";
    caller.done("TransactWriteItems", body.formatted(1));
    caller.done("TransactWriteItems", body.formatted(1));

    assertThat(caller.refused("TransactWriteItems", body.formatted(2)))
        .startsWith("IdempotentParameterMismatchException");
    assertThat(count()).isEqualTo("1");

    caller.pass(Duration.ofMinutes(10));
    caller.done("TransactWriteItems", body.formatted(1));
    assertThat(count()).isEqualTo("2");
  }

  private String count() {
    return caller.done("GetItem", "{TableName:'aaa',Key:{pk:{S:'c'}}}").at("/Item/n/N").asText();
  }

  @Test
  void aTransactionHasAHundredPartsOfDifferentItems() {
    assertThat(caller.done("TransactWriteItems", puts(0, 100)).isEmpty()).isTrue();
    assertThat(caller.refused("TransactWriteItems", puts(0, 101)))
        .endsWith(
            "at 'transactItems' failed to satisfy constraint: Member must have length less than or"
                + " equal to 100");
    assertThat(
            caller.refused(
                "TransactWriteItems",
                "{TransactItems:[{Delete:{TableName:'aaa',Key:{pk:{S:'x'}}}},{ConditionCheck:{TableName:'aaa',Key:{pk:{S:'x'}},ConditionExpression:'attribute_exists(pk)'}}]}"))
        .endsWith("Transaction request cannot include multiple operations on one item");
  }

  private static String puts(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj("{Put:{TableName:'aaa',Item:{pk:{S:'i%d'}}}}"::formatted)
        .collect(Collectors.joining(",", "{TransactItems:[", "]}"));
  }

  @Test
  void noTransactionReadsHalfOfAnother() throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    threads.execute(
        () ->
            IntStream.range(0, 300)
                .forEach(
                    i ->
                        caller.done(
                            "TransactWriteItems",
                            "{TransactItems:[{Put:{TableName:'bbb',Item:{pk:{S:'x'},sk:{S:'x'},n:{N:'%1$d'}}}},{Put:{TableName:'aaa',Item:{pk:{S:'x'},n:{N:'%1$d'}}}}]}"
                                .formatted(i))));
    threads.shutdown();
    do {
      JsonNode both =
          caller.done(
              "TransactGetItems",
              "{TransactItems:[{Get:{TableName:'aaa',Key:{pk:{S:'x'}}}},{Get:{TableName:'bbb',Key:{pk:{S:'x'},sk:{S:'x'}}}}]}");
      assertThat(both.at("/Responses/0/Item/n")).isEqualTo(both.at("/Responses/1/Item/n"));
    } while (!threads.awaitTermination(0, TimeUnit.MILLISECONDS));
  }
}
