package io.weir.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.local.http.Endpoint;
import io.weir.local.http.StartException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** SQS as a client of the endpoint meets it. */
@Timeout(120)
final class SqsTest {
  private static final MessageAttributeValue GREETING =
      MessageAttributeValue.builder().dataType("String").stringValue("greeting").build();

  private final Path directory;

  SqsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void saysHowLongAQueueKeepsAMessageInBothProtocols() throws IOException, InterruptedException {
    try (Stack stack = Stack.inMemory()) {
      String queue = stack.create("kept");
      assertThat(stack.attribute(queue, QueueAttributeName.MESSAGE_RETENTION_PERIOD))
          .isEqualTo("345600");
      assertThat(stack.attribute(queue, QueueAttributeName.VISIBILITY_TIMEOUT)).isEqualTo("77");
      stack.client.setQueueAttributes(
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
    try (Stack stack = Stack.inMemory()) {
      String queue = stack.create("dlq");
      assertThat(queue).isEqualTo(stack.endpoint.uri() + "/000000000000/dlq");

      stack.send(queue, "hello");
      Message message = stack.receive(queue).get(0);
      assertThat(message.body()).isEqualTo("hello");
      assertThat(message.messageAttributes()).containsExactly(Map.entry("kind", GREETING));
      stack.client.deleteMessage(
          call -> call.queueUrl(queue).receiptHandle(message.receiptHandle()));

      assertThat(stack.attribute(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
          .isEqualTo("0");
      assertThat(stack.attribute(queue, QueueAttributeName.QUEUE_ARN))
          .isEqualTo("arn:aws:sqs:us-east-1:000000000000:dlq");
      assertThatThrownBy(() -> stack.client.getQueueUrl(call -> call.queueName("none")))
          .isInstanceOf(QueueDoesNotExistException.class);
    }
  }

  @Test
  void deletesTheOthersOfABatchInWhichOneFails() {
    try (Stack stack = Stack.inMemory()) {
      String queue = stack.create("dlq");
      stack.send(queue, "hello");
      String receipt = stack.receive(queue).get(0).receiptHandle();

      DeleteMessageBatchResponse response =
          stack.client.deleteMessageBatch(
              call -> call.queueUrl(queue).entries(entry("good", receipt), entry("bad", "none")));

      assertThat(response.successful()).singleElement().matches(done -> done.id().equals("good"));
      assertThat(response.failed()).singleElement().matches(failed -> failed.id().equals("bad"));
    }
  }

  @Test
  void understandsTheQueryProtocolToo() throws IOException, InterruptedException {
    try (Stack stack = Stack.inMemory()) {
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
  void keepsQueuesAndMessagesInADirectory() {
    String deleted;
    try (Stack stack = Stack.storedIn(directory)) {
      String queue = stack.create("dlq");
      stack.send(queue, "deleted");
      Message message = stack.receive(queue).get(0);
      stack.client.deleteMessage(
          call -> call.queueUrl(queue).receiptHandle(message.receiptHandle()));
      deleted = message.messageId();
      stack.send(queue, "kept");
      stack.client.setQueueAttributes(
          call ->
              call.queueUrl(queue)
                  .attributes(Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600")));
      assertThatThrownBy(() -> Sqs.storedIn(directory.resolve("other"), 1))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("one JVM can keep the queues of one directory only");
    }
    try (Stack stack = Stack.storedIn(directory)) {
      String queue = stack.client.getQueueUrl(call -> call.queueName("dlq")).queueUrl();
      assertThat(queue).startsWith(stack.endpoint.uri().toString());
      assertThat(stack.attribute(queue, QueueAttributeName.VISIBILITY_TIMEOUT)).isEqualTo("77");
      assertThat(stack.attribute(queue, QueueAttributeName.MESSAGE_RETENTION_PERIOD))
          .isEqualTo("1209600");
      List<Message> messages = stack.receive(queue);
      assertThat(messages).extracting(Message::body).containsExactly("kept");
      assertThat(messages.get(0).messageAttributes()).containsKey("kind");
      assertThat(messages).extracting(Message::messageId).doesNotContain(deleted);
    }
  }

  @Test
  void keepsOneDirectoryApartFromTheNext() {
    try (Stack stack = Stack.storedIn(directory.resolve("one"))) {
      stack.create("only-in-one");
    }
    try (Stack stack = Stack.storedIn(directory.resolve("two"))) {
      assertThat(stack.client.listQueues().queueUrls()).isEmpty();
    }
  }

  @Test
  void saysInOneLineThatItCannotReadADirectory() throws IOException {
    Files.writeString(directory.resolve("queues.mv.db"), "not a database");

    assertThatThrownBy(() -> Sqs.storedIn(directory, 1))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("cannot keep queues in " + directory)
        .message()
        .doesNotContain("\n");
  }

  private static DeleteMessageBatchRequestEntry entry(String id, String receipt) {
    return DeleteMessageBatchRequestEntry.builder().id(id).receiptHandle(receipt).build();
  }

  /** SQS behind an endpoint, and a client of it. */
  private record Stack(Endpoint endpoint, Sqs sqs, SqsClient client) implements AutoCloseable {
    static Stack inMemory() {
      Endpoint endpoint = Endpoint.bind(0);
      return of(endpoint, Sqs.inMemory(endpoint.port()));
    }

    static Stack storedIn(Path directory) {
      Endpoint endpoint = Endpoint.bind(0);
      return of(endpoint, Sqs.storedIn(directory, endpoint.port()));
    }

    private static Stack of(Endpoint endpoint, Sqs sqs) {
      endpoint.serve("sqs", sqs).start();
      SqsClient client =
          SqsClient.builder()
              .endpointOverride(endpoint.uri())
              .region(Region.US_EAST_1)
              .httpClientBuilder(UrlConnectionHttpClient.builder())
              .build();
      return new Stack(endpoint, sqs, client);
    }

    String create(String name) {
      return client
          .createQueue(
              call ->
                  call.queueName(name)
                      .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "77")))
          .queueUrl();
    }

    void send(String queue, String body) {
      client.sendMessage(
          call ->
              call.queueUrl(queue).messageBody(body).messageAttributes(Map.of("kind", GREETING)));
    }

    List<Message> receive(String queue) {
      return client
          .receiveMessage(
              call -> call.queueUrl(queue).messageAttributeNames("All").waitTimeSeconds(5))
          .messages();
    }

    String attribute(String queue, QueueAttributeName name) {
      return Objects.requireNonNull(
          client
              .getQueueAttributes(call -> call.queueUrl(queue).attributeNames(name))
              .attributes()
              .get(name));
    }

    @Override
    public void close() {
      client.close();
      endpoint.close();
      sqs.close();
    }
  }
}
