package io.weir.chaos;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** A running {@code local.jar} through the SDK's eyes: its stream, its table, its queue. */
record LocalServices(KinesisClient kinesis, DynamoDbClient dynamoDb, SqsClient sqs)
    implements AutoCloseable {

  static final String STREAM = "EventStream";
  static final String TABLE = "EventLogs";
  static final String QUEUE = "EventStreamDlq";

  private static final int HIDE_SECONDS = 600;

  static LocalServices of(LocalJar local) {
    URI endpoint = URI.create(local.endpoint());
    return new LocalServices(
        at(endpoint, KinesisClient.builder()).build(),
        at(endpoint, DynamoDbClient.builder()).build(),
        at(endpoint, SqsClient.builder()).build());
  }

  private static <B extends AwsClientBuilder<B, ?>> B at(URI endpoint, B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create());
  }

  /** Puts payloads in one call, in order and into one shard; returns where each is. */
  List<Place> put(String partitionKey, List<byte[]> payloads) {
    List<PutRecordsRequestEntry> entries = new ArrayList<>();
    for (byte[] payload : payloads) {
      entries.add(
          PutRecordsRequestEntry.builder()
              .partitionKey(partitionKey)
              .data(SdkBytes.fromByteArray(payload))
              .build());
    }
    List<Place> places = new ArrayList<>();
    for (PutRecordsResultEntry result :
        kinesis.putRecords(request -> request.streamName(STREAM).records(entries)).records()) {
      if (result.sequenceNumber() == null) {
        throw new AssertionError("a record was not accepted: " + result.errorMessage());
      }
      places.add(new Place(result.shardId(), result.sequenceNumber()));
    }
    return places;
  }

  /** Returns the bytes that lie at a place. */
  byte[] payload(Place place) {
    String iterator =
        kinesis
            .getShardIterator(
                request ->
                    request
                        .streamName(STREAM)
                        .shardId(place.shardId())
                        .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
                        .startingSequenceNumber(place.sequenceNumber()))
            .shardIterator();
    return kinesis
        .getRecords(request -> request.shardIterator(iterator).limit(1))
        .records()
        .get(0)
        .data()
        .asByteArray();
  }

  /** Returns every item of the table by its key. */
  Map<String, Item> items() {
    return dynamoDb.scanPaginator(request -> request.tableName(TABLE)).items().stream()
        .map(Item::of)
        .collect(Collectors.toMap(Item::eventId, item -> item));
  }

  /**
   * Adds the messages that are visible now to what was taken before, by place, and hides them from
   * the next call; returns how many places that makes.
   */
  <T> int take(Map<Place, T> letters, Function<Message, T> reader, Function<T, Place> place) {
    for (Message message : takeMessages()) {
      T letter = reader.apply(message);
      letters.put(place.apply(letter), letter);
    }
    return letters.size();
  }

  private Collection<Message> takeMessages() {
    String url = sqs.getQueueUrl(request -> request.queueName(QUEUE)).queueUrl();
    Map<String, Message> messages = new HashMap<>();
    int before;
    do {
      before = messages.size();
      sqs.receiveMessage(
              request ->
                  request.queueUrl(url).maxNumberOfMessages(10).visibilityTimeout(HIDE_SECONDS))
          .messages()
          .forEach(message -> messages.put(message.messageId(), message));
    } while (messages.size() > before);
    return messages.values();
  }

  @Override
  public void close() {
    kinesis.close();
    dynamoDb.close();
    sqs.close();
  }

  /** Where a record is. */
  record Place(String shardId, String sequenceNumber) {}

  /** A row of the table. */
  record Item(String eventId, String contentHash, Instant arrivedAt, Instant storedAt) {

    private static Item of(Map<String, AttributeValue> attributes) {
      return new Item(
          attribute(attributes, "eventId").s(),
          attribute(attributes, "contentHash").s(),
          Instant.parse(attribute(attribute(attributes, "origin").m(), "arrivedAt").s()),
          Instant.parse(attribute(attributes, "storedAt").s()));
    }

    private static AttributeValue attribute(Map<String, AttributeValue> from, String name) {
      return Objects.requireNonNull(from.get(name), name);
    }

    Duration delay() {
      return Duration.between(arrivedAt, storedAt);
    }
  }
}
