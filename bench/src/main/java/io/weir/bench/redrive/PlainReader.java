package io.weir.bench.redrive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** What one would write in an afternoon: a message, its record, the function, the next. */
public final class PlainReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SqsClient sqs = SqsClient.create();
  private final KinesisClient kinesis = KinesisClient.create();
  private final LambdaClient lambda = LambdaClient.create();
  private final String queue;

  private PlainReader(String queue) {
    this.queue = queue;
  }

  /** Redrives until the queue is empty; its URL is the one argument. */
  public static void main(String[] arguments) throws IOException {
    new PlainReader(arguments[0]).run();
  }

  private void run() throws IOException {
    List<Message> next = receive();
    while (!next.isEmpty()) {
      for (Message message : next) {
        JsonNode body = JSON.readTree(message.body());
        ObjectNode record = body.has("record") ? parked(body.path("record")) : pointed(body);
        invoke(record);
        sqs.deleteMessage(it -> it.queueUrl(queue).receiptHandle(message.receiptHandle()));
      }
      next = receive();
    }
  }

  private List<Message> receive() {
    return sqs.receiveMessage(it -> it.queueUrl(queue)).messages();
  }

  private static ObjectNode parked(JsonNode record) {
    return record(
        record.path("shardId").asText(),
        record.path("sequenceNumber").asText(),
        record.path("partitionKey").asText(),
        record.path("data").asText());
  }

  private ObjectNode pointed(JsonNode body) {
    JsonNode info = body.path("KinesisBatchInfo");
    String shardId = info.path("shardId").asText();
    String number = info.path("startSequenceNumber").asText();
    String iterator =
        kinesis
            .getShardIterator(
                it ->
                    it.streamName(Letters.STREAM)
                        .shardId(shardId)
                        .shardIteratorType(ShardIteratorType.AT_SEQUENCE_NUMBER)
                        .startingSequenceNumber(number))
            .shardIterator();
    Record found = kinesis.getRecords(it -> it.shardIterator(iterator).limit(1)).records().get(0);
    String data = Base64.getEncoder().encodeToString(found.data().asByteArray());
    return record(shardId, number, found.partitionKey(), data);
  }

  private static ObjectNode record(String shardId, String number, String key, String data) {
    ObjectNode record = JSON.createObjectNode();
    record
        .put("eventSource", "aws:kinesis")
        .put("eventVersion", "1.0")
        .put("eventID", shardId + ":" + number)
        .put("eventName", "aws:kinesis:record")
        .put("awsRegion", "us-east-1")
        .put("eventSourceARN", Letters.STREAM_ARN)
        .putObject("kinesis")
        .put("kinesisSchemaVersion", "1.0")
        .put("partitionKey", key)
        .put("sequenceNumber", number)
        .put("data", data)
        .put("approximateArrivalTimestamp", 1_795_000_000.0);
    return record;
  }

  private void invoke(ObjectNode record) throws IOException {
    ObjectNode event = JSON.createObjectNode();
    event.putArray("Records").add(record);
    SdkBytes payload = SdkBytes.fromUtf8String(event.toString());
    InvokeResponse answer = lambda.invoke(it -> it.functionName(Letters.FUNCTION).payload(payload));
    boolean failed =
        answer.functionError() != null
            || !JSON.readTree(answer.payload().asByteArray()).path("batchItemFailures").isEmpty();
    if (failed) {
      throw new IllegalStateException("not stored: " + answer.payload().asUtf8String());
    }
  }
}
