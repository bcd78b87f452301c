package io.weir.replayer.aws;

import io.weir.local.http.Endpoint;
import io.weir.local.http.Service;
import io.weir.local.kinesis.Kinesis;
import io.weir.local.kinesis.KinesisSettings;
import io.weir.local.sqs.Sqs;
import io.weir.replayer.aws.AwsClients.AwsSettings;
import io.weir.replayer.letter.StreamArn;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Kinesis and SQS in this JVM, and clients of them. */
public final class LocalServices implements AutoCloseable {

  private final Endpoint endpoint = Endpoint.bind(0);
  private final Sqs sqs = Sqs.inMemory(endpoint.port());
  private final Kinesis kinesis;
  private final AwsClients clients;

  /** Starts them, and whatever else is to answer before them. */
  public LocalServices(Service... others) {
    try {
      kinesis = new Kinesis(KinesisSettings.inMemory(), InstantSource.system());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    for (Service other : others) {
      endpoint.serve("other", other);
    }
    endpoint.serve("kinesis", kinesis).serve("sqs", sqs).start();
    clients =
        new AwsClients(
            new AwsSettings(Optional.of("us-east-1"), Optional.empty(), Optional.of(uri())));
  }

  /** Returns where they answer. */
  public URI uri() {
    return endpoint.uri();
  }

  /** Returns clients of them. */
  public AwsClients clients() {
    return clients;
  }

  /** Makes a stream of one shard. */
  public StreamArn createStream(String name) {
    clients.kinesis().createStream(it -> it.streamName(name).shardCount(1));
    clients.kinesis().waiter().waitUntilStreamExists(it -> it.streamName(name));
    return StreamArn.parse("arn:aws:kinesis:us-east-1:000000000000:stream/" + name).orElseThrow();
  }

  /** Puts records, and returns their sequence numbers. */
  public List<String> put(String stream, byte[]... payloads) {
    List<String> numbers = new ArrayList<>();
    for (byte[] payload : payloads) {
      numbers.add(
          clients
              .kinesis()
              .putRecord(
                  it ->
                      it.streamName(stream)
                          .partitionKey("k\u00E9y")
                          .data(SdkBytes.fromByteArray(payload)))
              .sequenceNumber());
    }
    return numbers;
  }

  /** Makes a table for journals. */
  public void createJournal(String name) {
    clients
        .dynamoDb()
        .createTable(
            it ->
                it.tableName(name)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(attribute("pk"), attribute("sk"))
                    .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
  }

  private static AttributeDefinition attribute(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  /** Makes a queue, and returns its URL. */
  public String createQueue(String name) {
    return clients.sqs().createQueue(it -> it.queueName(name)).queueUrl();
  }

  @Override
  public void close() {
    clients.close();
    endpoint.close();
    kinesis.close();
    sqs.close();
  }
}
