package io.weir.dynamodb.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.dynamodb.Caller;
import org.junit.jupiter.api.Test;

/** Faults by a test's word. */
class FaultsTest {

  private static final String PUT = "{TableName:'table',Item:{pk:{S:'a'},who:{S:'seven'}}}";
  private static final String GET = "{TableName:'table',Key:{pk:{S:'a'}}}";
  private static final String BATCH =
      "{RequestItems:{table:[{PutRequest:{Item:{pk:{S:'a'}}}},{PutRequest:{Item:{pk:{S:'b'}}}}]}}";
  private static final String KEYS =
      "{RequestItems:{table:{ConsistentRead:true,Keys:[{pk:{S:'a'}},{pk:{S:'b'}}]}}}";

  private final Caller caller = new Caller().withTable("table", false).withTable("other", false);
  private final Faults faults = caller.engine().faults();

  @Test
  void theNextRequestsAreThrottledAndThenNone() {
    Faults.Running running = faults.next(2, Fault.throttled().onTable("table"));

    caller.put("other", "{pk:{S:'a'}}");
    assertThat(caller.refused("PutItem", PUT))
        .startsWith("ThrottlingException: Throughput exceeds");
    assertThat(caller.refused("GetItem", GET)).startsWith("ThrottlingException");
    caller.done("PutItem", PUT);
    assertThat(running.struck()).isEqualTo(2);
  }

  @Test
  void aFaultOfOneOperationLeavesOthersAloneAndEnds() {
    Faults.Running running = faults.start(Fault.throttled().ofOperation("GetItem"));

    caller.done("PutItem", PUT);
    assertThat(caller.refused("GetItem", GET)).startsWith("ThrottlingException");
    running.end();
    assertThat(caller.done("GetItem", GET).has("Item")).isTrue();
  }

  @Test
  void throttlesNameTheirReasonAndTheirResource() {
    faults.start(Fault.throttled());

    JsonNode answer = caller.engine().call("PutItem", Caller.json(PUT)).body();

    JsonNode reason = answer.path("throttlingReasons").path(0);
    assertThat(reason.path("reason").asText()).isEqualTo("TableWriteKeyRangeThroughputExceeded");
    assertThat(reason.path("resource").asText()).endsWith(":table/table");
  }

  @Test
  void itemsOfABatchComeBackUnprocessedUnlessAllAreThrottled() {
    faults.start(Fault.throttled().where("pk", "b"));

    JsonNode answer = caller.done("BatchWriteItem", BATCH);
    assertThat(answer.path("UnprocessedItems"))
        .isEqualTo(Caller.json("{table:[{PutRequest:{Item:{pk:{S:'b'}}}}]}"));
    assertThat(caller.done("Scan", "{TableName:'table'}").path("Count").asInt()).isEqualTo(1);

    faults.start(Fault.throttled().where("pk", "a"));
    assertThat(caller.refused("BatchWriteItem", BATCH)).startsWith("ThrottlingException");
  }

  @Test
  void keysOfABatchComeBackUnprocessedWithWhatWasAskedOfThem() {
    caller.put("table", "{pk:{S:'a'}}");
    caller.put("table", "{pk:{S:'b'}}");
    Faults.Running running = faults.start(Fault.throttled().where("pk", "a"));

    JsonNode answer = caller.done("BatchGetItem", KEYS);
    assertThat(answer.path("UnprocessedKeys"))
        .isEqualTo(Caller.json("{table:{ConsistentRead:true,Keys:[{pk:{S:'a'}}]}}"));
    assertThat(answer.path("Responses")).isEqualTo(Caller.json("{table:[{pk:{S:'b'}}]}"));

    running.end();
    faults.start(Fault.throttled());
    assertThat(caller.refused("BatchGetItem", KEYS)).startsWith("ThrottlingException");
  }

  @Test
  void aStatementOfABatchIsThrottledAlone() {
    faults.start(Fault.throttled().where("who", "seven"));

    JsonNode responses =
        caller
            .done(
                "BatchExecuteStatement",
                "{Statements:[{Statement:\"INSERT INTO \\\"table\\\" VALUE {'pk': 'a', 'who': 'seven'}\"},"
                    + "{Statement:\"INSERT INTO \\\"table\\\" VALUE {'pk': 'b', 'who': 'eight'}\"}]}")
            .path("Responses");

    assertThat(responses.path(0).path("Error").path("Code").asText()).isEqualTo("ThrottlingError");
    assertThat(responses.path(0).path("Error").has("throttlingReasons")).isFalse();
    assertThat(responses.path(1).has("Error")).isFalse();
  }

  @Test
  void aThrottledTransactionIsCancelledAsAWhole() {
    faults.start(Fault.throttled().where("pk", "b"));

    String refused =
        caller.refused(
            "TransactWriteItems",
            "{TransactItems:[{Put:{TableName:'table',Item:{pk:{S:'a'}}}},"
                + "{Put:{TableName:'table',Item:{pk:{S:'b'}}}}]}");

    assertThat(refused)
        .startsWith("TransactionCanceledException")
        .contains("[None, ThrottlingError]");
    assertThat(caller.done("Scan", "{TableName:'table'}").path("Count").asInt()).isZero();
    assertThat(
            caller.refused(
                "TransactGetItems", "{TransactItems:[{Get:{TableName:'table',Key:{pk:{S:'b'}}}}]}"))
        .contains("[ThrottlingError]");
  }

  @Test
  void whoseAnswerIsLostIsDoneAllTheSame() {
    faults.next(1, Fault.answerLost().onTable("table"));

    assertThat(caller.refused("PutItem", PUT)).startsWith("InternalServerError");
    assertThat(caller.done("GetItem", GET).has("Item")).isTrue();
  }

  @Test
  void anOutageDoesNothing() {
    faults.next(1, Fault.failed());
    faults.next(1, Fault.unavailable().onTable("table"));

    assertThat(caller.refused("PutItem", PUT)).startsWith("InternalServerError");
    assertThat(caller.engine().call("PutItem", Caller.json(PUT)).status()).isEqualTo(503);
    assertThat(caller.done("Scan", "{TableName:'table'}").path("Count").asInt()).isZero();
  }

  @Test
  void afterClearingNothingGoesWrong() {
    faults.start(Fault.failed());
    faults.enforceCapacity("table");
    faults.clear();

    caller.done("PutItem", PUT);
  }
}
