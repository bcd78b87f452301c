package io.weir.local.sqs;

import io.weir.local.http.Endpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** SQS behind an endpoint, and a client of it. */
record SqsStack(Endpoint endpoint, Sqs sqs, SqsClient client) implements AutoCloseable {
  static final MessageAttributeValue GREETING =
      MessageAttributeValue.builder().dataType("String").stringValue("greeting").build();

  static SqsStack inMemory() {
    Endpoint endpoint = Endpoint.bind(0);
    return of(endpoint, Sqs.inMemory(endpoint.port()));
  }

  static SqsStack storedIn(Path directory) {
    Endpoint endpoint = Endpoint.bind(0);
    return of(endpoint, Sqs.storedIn(directory, endpoint.port()));
  }

  private static SqsStack of(Endpoint endpoint, Sqs sqs) {
    endpoint.serve("sqs", sqs).start();
    SqsClient client =
        SqsClient.builder()
            .endpointOverride(endpoint.uri())
            .region(Region.US_EAST_1)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    return new SqsStack(endpoint, sqs, client);
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
        call -> call.queueUrl(queue).messageBody(body).messageAttributes(Map.of("kind", GREETING)));
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
