package io.weir.local.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import io.weir.dynamodb.fault.Fault;
import io.weir.dynamodb.fault.Faults;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The services that are there when asked for, as a handler and its test use them. */
@Timeout(60)
class ServicesTest {

  @RegisterExtension
  static final WeirPipeline weir =
      WeirPipeline.withNew(StoringHandler::new)
          .maximumRetryAttempts(0)
          .batchSize(1)
          .withTable("Orders", "id")
          .withSqs()
          .build();

  @Test
  void aHandlerStoresAndItsPointersAreInTheQueue() {
    weir.put("k", "order-1");
    PutRecord bad = weir.put("k", "bad");
    weir.awaitSettled();

    assertThat(weir.table("Orders")).hasItems(1).holdsOne("id", "order-1").holdsNone("id", "bad");
    assertThat(weir.queue()).holdsPointerFor(bad);
    try (SqsClient sqs = weir.client(SqsClient.builder()).build()) {
      assertThat(sqs.receiveMessage(it -> it.queueUrl(weir.queueUrl())).messages())
          .singleElement()
          .satisfies(it -> assertThat(it.body()).contains(bad.sequenceNumber()));
    }
  }

  @Test
  void eachTestHasATableAndAQueueOfItsOwnAndRecordsComeByTheSdkToo() {
    assertThat(weir.table("Orders")).hasItems(0);
    try (KinesisClient kinesis = weir.client(KinesisClient.builder()).build();
        SqsClient sqs = weir.client(SqsClient.builder()).build()) {
      assertThat(sqs.receiveMessage(it -> it.queueUrl(weir.queueUrl())).messages()).isEmpty();
      kinesis.putRecord(
          it ->
              it.streamName("stream")
                  .partitionKey("k")
                  .data(software.amazon.awssdk.core.SdkBytes.fromUtf8String("order-2")));
    }
    weir.awaitSettled();

    assertThat(weir.table("Orders")).hasItems(1);
    assertThatThrownBy(() -> assertThat(weir.table("Orders")).holdsOne("id", "order-1"))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith(
            "Expected 1 item(s) with id = \"order-1\", found 0\nTable Orders:\n")
        .hasMessageContaining("order-2")
        .hasMessageContaining("Invocations:");
  }

  @Test
  void theTableFailsAsATestWantsAndNoLongerThanThat() {
    Faults.Running lost =
        weir.tableFaults().next(1, Fault.answerLost().onTable("Orders").ofOperation("PutItem"));
    Faults.Running throttled = weir.tableFaults().start(Fault.throttled().where("id", "order-4"));

    weir.put("k", "order-3");
    PutRecord refused = weir.put("k", "order-4");
    weir.awaitSettled();

    assertThat(lost.struck()).isEqualTo(1);
    assertThat(throttled.struck()).isPositive();
    assertThat(weir.table("Orders")).hasItems(1).holdsOne("id", "order-3");
    assertThat(weir.queue()).holdsPointerFor(refused).andNothingElse();
  }

  /** Stores each record under its text. */
  static final class StoringHandler implements RequestHandler<KinesisEvent, String> {

    private final DynamoDbClient dynamoDb;

    StoringHandler(URI endpoint) {
      dynamoDb = AwsClients.at(endpoint, DynamoDbClient.builder()).build();
    }

    @Override
    public String handleRequest(KinesisEvent event, Context context) {
      for (KinesisEvent.KinesisEventRecord record : event.getRecords()) {
        String text = StandardCharsets.UTF_8.decode(record.getKinesis().getData()).toString();
        if (text.equals("bad")) {
          throw new IllegalArgumentException("not an order");
        }
        dynamoDb.putItem(
            it -> it.tableName("Orders").item(Map.of("id", AttributeValue.fromS(text))));
      }
      return "stored";
    }
  }
}
