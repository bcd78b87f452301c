package io.weir.chaos.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.handler.store.InsertBody;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** What the function and the replayer rely on: the simulator's services and real ones pass it. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
abstract class ServicesContract {

  abstract DynamoDbClient table();

  abstract SqsClient queue();

  abstract String queueUrl();

  abstract KinesisClient stream();

  private static String insert(String id, String hash) {
    return """
        {"Statement":"INSERT INTO \\"EventLogs\\" VALUE {'eventId': ?, 'contentHash': ?}",\
        "Parameters":[{"S":"%s"},{"S":"%s"}]}"""
        .formatted(id, hash);
  }

  private List<String> insertAll(String... statements) {
    String body = "{\"Statements\":[" + String.join(",", statements) + "]}";
    BatchExecuteStatementResponse response =
        table()
            .batchExecuteStatement(
                InsertBody.request(body.getBytes(StandardCharsets.UTF_8), Duration.ofSeconds(30)));
    return response.responses().stream()
        .map(it -> it.error() == null ? "stored" : it.error().codeAsString())
        .toList();
  }

  @Test
  void anInsertIsStoredOnceAndTheSecondIsADuplicate() {
    assertThat(insertAll(insert("a", "1"), insert("b", "1"))).containsOnly("stored");
    assertThat(insertAll(insert("a", "2"), insert("c", "1")))
        .containsExactly("DuplicateItem", "stored");

    assertThat(hashes("a", "b", "c", "d")).isEqualTo(Map.of("a", "1", "b", "1", "c", "1"));
  }

  @Test
  void aKeyTwiceInOneCallRefusesTheCall() {
    assertThatThrownBy(() -> insertAll(insert("twice", "1"), insert("twice", "1")))
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
  }

  private Map<String, String> hashes(String... ids) {
    KeysAndAttributes wanted =
        KeysAndAttributes.builder()
            .keys(Stream.of(ids).map(id -> Map.of("eventId", AttributeValue.fromS(id))).toList())
            .consistentRead(true)
            .build();
    Map<String, String> hashes = new java.util.TreeMap<>();
    table()
        .batchGetItem(it -> it.requestItems(Map.of("EventLogs", wanted)))
        .responses()
        .getOrDefault("EventLogs", List.of())
        .forEach(item -> hashes.put(text(item, "eventId"), text(item, "contentHash")));
    return hashes;
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null ? "" : value.s();
  }

  private List<Message> receive(int seconds) {
    return queue()
        .receiveMessage(
            it -> it.queueUrl(queueUrl()).maxNumberOfMessages(10).visibilityTimeout(seconds))
        .messages();
  }

  private String count(QueueAttributeName name) {
    return queue()
        .getQueueAttributes(it -> it.queueUrl(queueUrl()).attributeNames(name))
        .attributes()
        .getOrDefault(name, "");
  }

  @Test
  void whatIsReceivedIsHiddenUntilItIsGivenBack() {
    queue().sendMessage(it -> it.queueUrl(queueUrl()).messageBody("body"));
    Message message = receive(300).get(0);

    assertThat(message.body()).isEqualTo("body");
    assertThat(count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)).isEqualTo("0");
    assertThat(count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)).isEqualTo("1");
    ChangeMessageVisibilityBatchRequestEntry back =
        ChangeMessageVisibilityBatchRequestEntry.builder()
            .id("0")
            .receiptHandle(message.receiptHandle())
            .visibilityTimeout(0)
            .build();
    queue().changeMessageVisibilityBatch(it -> it.queueUrl(queueUrl()).entries(List.of(back)));
    assertThat(receive(300)).extracting(Message::messageId).containsExactly(message.messageId());
  }

  @Test
  void aBatchDeletionAnswersForEachEntry() {
    List<SendMessageBatchRequestEntry> bodies =
        Stream.of("0", "1")
            .map(id -> SendMessageBatchRequestEntry.builder().id(id).messageBody("body").build())
            .toList();
    queue().sendMessageBatch(it -> it.queueUrl(queueUrl()).entries(bodies));
    List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
    for (Message message : receive(300)) {
      entries.add(entry(entries.size(), message.receiptHandle()));
    }
    entries.add(entry(entries.size(), "no receipt handle"));

    DeleteMessageBatchResponse answer =
        queue().deleteMessageBatch(it -> it.queueUrl(queueUrl()).entries(entries));

    assertThat(answer.successful()).extracting(it -> it.id()).containsExactlyInAnyOrder("0", "1");
    assertThat(answer.failed()).extracting(it -> it.id()).containsExactly("2");
    assertThat(count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)).isEqualTo("0");
  }

  private static DeleteMessageBatchRequestEntry entry(int id, String receipt) {
    return DeleteMessageBatchRequestEntry.builder()
        .id(String.valueOf(id))
        .receiptHandle(receipt)
        .build();
  }

  private List<PutRecordsResultEntry> put(String... payloads) {
    List<PutRecordsRequestEntry> entries =
        Stream.of(payloads)
            .map(
                it ->
                    PutRecordsRequestEntry.builder()
                        .partitionKey("key")
                        .data(SdkBytes.fromUtf8String(it))
                        .build())
            .toList();
    return stream()
        .putRecords(it -> it.streamName(StreamService.STREAM).records(entries))
        .records();
  }

  private List<String> read(PutRecordsResultEntry from, ShardIteratorType type) {
    String iterator =
        stream()
            .getShardIterator(
                it ->
                    it.streamARN(StreamService.ARN)
                        .shardId(from.shardId())
                        .shardIteratorType(type)
                        .startingSequenceNumber(from.sequenceNumber()))
            .shardIterator();
    return stream().getRecords(it -> it.shardIterator(iterator).limit(100)).records().stream()
        .map(Record::data)
        .map(SdkBytes::asUtf8String)
        .toList();
  }

  @Test
  void aShardIsReadAtAndAfterARecordInItsOrder() {
    List<PutRecordsResultEntry> places = put("one", "two", "three");

    assertThat(read(places.get(1), ShardIteratorType.AT_SEQUENCE_NUMBER))
        .containsExactly("two", "three");
    assertThat(read(places.get(1), ShardIteratorType.AFTER_SEQUENCE_NUMBER))
        .containsExactly("three");
    assertThat(new TreeSet<>(places.stream().map(it -> it.shardId()).toList())).hasSize(1);
  }

  @Test
  void aShardThatIsNotThereIsNotFound() {
    assertThatThrownBy(
            () ->
                stream()
                    .getShardIterator(
                        it ->
                            it.streamARN(StreamService.ARN)
                                .shardId("shardId-000000000077")
                                .shardIteratorType(ShardIteratorType.TRIM_HORIZON)))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void aStreamTellsItsRetention() {
    assertThat(
            stream()
                .describeStreamSummary(it -> it.streamARN(StreamService.ARN))
                .streamDescriptionSummary()
                .retentionPeriodHours())
        .isEqualTo(24);
  }
}
