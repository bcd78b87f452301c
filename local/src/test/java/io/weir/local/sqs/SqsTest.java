package io.weir.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** SQS as a client of the endpoint meets it. */
@Timeout(120)
final class SqsTest {
  @Test
  void saysHowLongAQueueKeepsAMessageInBothProtocols() throws IOException, InterruptedException {
    try (SqsStack stack = SqsStack.inMemory()) {
      String queue = stack.create("kept");
      assertThat(stack.attribute(queue, QueueAttributeName.MESSAGE_RETENTION_PERIOD))
          .isEqualTo("345600");
      assertThat(stack.attribute(queue, QueueAttributeName.VISIBILITY_TIMEOUT)).isEqualTo("77");
      stack
          .client()
          .setQueueAttributes(
              call ->
                  call.queueUrl(queue)
                      .attributes(Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600")));
      assertThat(stack.attribute(queue, QueueAttributeName.MESSAGE_RETENTION_PERIOD))
          .isEqualTo("1209600");
      assertThat(
              HttpClient.newHttpClient()
                  .send(
                      HttpRequest.newBuilder(
                              URI.create(
                                  queue
                                      + "?Action=GetQueueAttributes&Version=2012-11-05"
                                      + "&AttributeName.1=All"))
                          .timeout(Duration.ofSeconds(30))
                          .build(),
                      BodyHandlers.ofString())
                  .body())
          .contains("<Name>MessageRetentionPeriod</Name><Value>1209600</Value>")
          .contains("<Name>QueueArn</Name>");
    }
  }

  @Test
  void carriesAMessageThroughAQueueWhoseAddressLeadsThroughTheEndpoint() {
    try (SqsStack stack = SqsStack.inMemory()) {
      String queue = stack.create("dlq");
      assertThat(queue).isEqualTo(stack.endpoint().uri() + "/000000000000/dlq");

      stack.send(queue, "hello");
      Message message = stack.receive(queue).get(0);
      assertThat(message.body()).isEqualTo("hello");
      assertThat(message.messageAttributes()).containsExactly(Map.entry("kind", SqsStack.GREETING));
      stack
          .client()
          .deleteMessage(call -> call.queueUrl(queue).receiptHandle(message.receiptHandle()));

      assertThat(stack.attribute(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
          .isEqualTo("0");
      assertThat(stack.attribute(queue, QueueAttributeName.QUEUE_ARN))
          .isEqualTo("arn:aws:sqs:us-east-1:000000000000:dlq");
      assertThatThrownBy(() -> stack.client().getQueueUrl(call -> call.queueName("none")))
          .isInstanceOf(QueueDoesNotExistException.class);
    }
  }

  @Test
  void deletesTheOthersOfABatchInWhichOneFails() {
    try (SqsStack stack = SqsStack.inMemory()) {
      String queue = stack.create("dlq");
      stack.send(queue, "hello");
      String receipt = stack.receive(queue).get(0).receiptHandle();

      DeleteMessageBatchResponse response =
          stack
              .client()
              .deleteMessageBatch(
                  call ->
                      call.queueUrl(queue).entries(entry("good", receipt), entry("bad", "none")));

      assertThat(response.successful()).singleElement().matches(done -> done.id().equals("good"));
      assertThat(response.failed()).singleElement().matches(failed -> failed.id().equals("bad"));
    }
  }

  @Test
  void understandsTheQueryProtocolToo() throws IOException, InterruptedException {
    try (SqsStack stack = SqsStack.inMemory()) {
      String queue = stack.create("dlq");
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(queue))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "Action=SendMessage&MessageBody=old&Version=2012-11-05"))
              .build();

      String answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();

      assertThat(answer).contains("<SendMessageResponse");
      assertThat(stack.receive(queue).get(0).body()).isEqualTo("old");
    }
  }

  @Test
  void takesTheChoiceOfEncryptionAndTellsIt() throws IOException, InterruptedException {
    try (SqsStack stack = SqsStack.inMemory()) {
      String queue = stack.create("encrypted");
      assertThat(stack.attribute(queue, QueueAttributeName.SQS_MANAGED_SSE_ENABLED))
          .isEqualTo("true");
      String action = "Action=SetQueueAttributes&Version=2012-11-05&Attribute.1.Name=";

      query(queue, action + "SqsManagedSseEnabled&Attribute.1.Value=false");

      assertThat(stack.attribute(queue, QueueAttributeName.SQS_MANAGED_SSE_ENABLED))
          .isEqualTo("false");
      stack
          .client()
          .setQueueAttributes(
              call ->
                  call.queueUrl(queue)
                      .attributes(Map.of(QueueAttributeName.SQS_MANAGED_SSE_ENABLED, "true")));
      assertThat(stack.attribute(queue, QueueAttributeName.SQS_MANAGED_SSE_ENABLED))
          .isEqualTo("true");
      assertThat(stack.attribute(queue, QueueAttributeName.MESSAGE_RETENTION_PERIOD))
          .isEqualTo("345600");
    }
  }

  @Test
  void refusesAMessageThatIsTooLargeAsSqsDoes() { // SQS-64
    try (SqsStack stack = SqsStack.inMemory()) {
      String queue = stack.create("small");

      assertThatThrownBy(() -> stack.send(queue, "x".repeat(1_048_577)))
          .isInstanceOf(SqsException.class)
          .hasMessageContaining("Message must be shorter than 1048576 bytes.")
          .extracting(e -> ((SqsException) e).awsErrorDetails().errorCode())
          .isEqualTo("InvalidParameterValue");
    }
  }

  @Test
  void movesTheMessagesOfADeadLetterQueueAndRefusesThoseOfAnother() { // SQS-65
    try (SqsStack stack = SqsStack.inMemory()) {
      String dead = stack.create("dead");
      stack.send(dead, "hello");
      String arn = "arn:aws:sqs:us-east-1:000000000000:dead";

      assertThatThrownBy(() -> stack.client().startMessageMoveTask(call -> call.sourceArn(arn)))
          .isInstanceOf(SqsException.class)
          .hasMessageContaining("Source queue must be configured as a Dead Letter Queue.");

      String policy = "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":3}";
      String source =
          stack
              .client()
              .createQueue(
                  call ->
                      call.queueName("source")
                          .attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, policy)))
              .queueUrl();
      assertThat(stack.client().startMessageMoveTask(call -> call.sourceArn(arn)).taskHandle())
          .isNotEmpty();
      assertThat(stack.receive(source)).hasSize(1);
    }
  }

  private static void query(String queue, String form) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(queue))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
  }

  private static DeleteMessageBatchRequestEntry entry(String id, String receipt) {
    return DeleteMessageBatchRequestEntry.builder().id(id).receiptHandle(receipt).build();
  }
}
