package io.weir.local.pipeline;

import io.weir.dynamodb.table.IndexDefinition.Throughput;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The stream, the table and the queue: made where they are not there yet. */
public final class Resources {

  public static final String STREAM = "EventStream";
  public static final String TABLE = "EventLogs";
  private static final String INDEX = "byPartitionKey";
  static final String QUEUE = "EventStreamDlq";
  public static final String BUCKET = "event-stream-failures";
  public static final String FUNCTION = "EventStreamHandler";

  /** A pointer may wait for as long as the queue keeps it: the stream must keep the payload. */
  private static final int FIFTEEN_DAYS_IN_HOURS = 15 * 24;

  private static final String FOURTEEN_DAYS = "1209600";
  private static final String ONE_MEBIBYTE = "1048576";

  private Resources() {}

  static String streamArn() {
    return "arn:aws:kinesis:%s:%s:stream/%s".formatted(Clients.REGION, Clients.ACCOUNT, STREAM);
  }

  /** Returns the destination's ARN. */
  static Optional<String> arn(PipelineSettings.Destination destination) {
    return switch (destination) {
      case SQS ->
          Optional.of("arn:aws:sqs:%s:%s:%s".formatted(Clients.REGION, Clients.ACCOUNT, QUEUE));
      case S3 -> Optional.of("arn:aws:s3:::" + BUCKET);
      case NONE -> Optional.empty();
    };
  }

  /** Returns what a deployed stack has as outputs, under the same names; there is no alias here. */
  static Map<String, String> outputs(String queueUrl, UUID mapping) {
    return Map.of(
        "StreamName", STREAM,
        "TableName", TABLE,
        "DeadLetterQueueUrl", queueUrl,
        "FunctionName", FUNCTION,
        "MappingId", mapping.toString());
  }

  static void ensureStream(KinesisClient kinesis, int shards) {
    if (!kinesis.listStreams().streamNames().contains(STREAM)) {
      kinesis.createStream(request -> request.streamName(STREAM).shardCount(shards));
      kinesis.waiter().waitUntilStreamExists(request -> request.streamName(STREAM));
      kinesis.increaseStreamRetentionPeriod(
          request -> request.streamName(STREAM).retentionPeriodHours(FIFTEEN_DAYS_IN_HOURS));
    }
    kinesis.waiter().waitUntilStreamExists(request -> request.streamName(STREAM));
  }

  /** With a capacity the table is a provisioned one, also if it was made without. */
  static void ensureTable(DynamoDbClient dynamoDb, Optional<Throughput> capacity) {
    if (!dynamoDb.listTables().tableNames().contains(TABLE)) {
      dynamoDb.createTable(
          request ->
              request
                  .tableName(TABLE)
                  .billingMode(BillingMode.PAY_PER_REQUEST)
                  .attributeDefinitions(text("eventId"), text("partitionKey"), text("timestamp"))
                  .keySchema(key("eventId", KeyType.HASH))
                  .globalSecondaryIndexes(byPartitionKey()));
    }
    capacity.ifPresent(units -> provision(dynamoDb, units));
  }

  private static void provision(DynamoDbClient dynamoDb, Throughput units) {
    ProvisionedThroughput wanted =
        ProvisionedThroughput.builder()
            .readCapacityUnits(units.read())
            .writeCapacityUnits(units.write())
            .build();
    ProvisionedThroughputDescription known =
        dynamoDb.describeTable(it -> it.tableName(TABLE)).table().provisionedThroughput();
    if (!wanted.readCapacityUnits().equals(known.readCapacityUnits())
        || !wanted.writeCapacityUnits().equals(known.writeCapacityUnits())) {
      dynamoDb.updateTable(
          request ->
              request
                  .tableName(TABLE)
                  .billingMode(BillingMode.PROVISIONED)
                  .provisionedThroughput(wanted)
                  .globalSecondaryIndexUpdates(
                      GlobalSecondaryIndexUpdate.builder()
                          .update(it -> it.indexName(INDEX).provisionedThroughput(wanted))
                          .build()));
    }
  }

  /** Returns the queue's URL. */
  static String ensureQueue(SqsClient sqs) {
    Map<QueueAttributeName, String> attributes =
        Map.of(
            QueueAttributeName.MESSAGE_RETENTION_PERIOD, FOURTEEN_DAYS,
            QueueAttributeName.MAXIMUM_MESSAGE_SIZE, ONE_MEBIBYTE);
    return sqs.createQueue(request -> request.queueName(QUEUE).attributes(attributes)).queueUrl();
  }

  /** The index that answers "everything this device sent between two times". */
  private static GlobalSecondaryIndex byPartitionKey() {
    return GlobalSecondaryIndex.builder()
        .indexName(INDEX)
        .keySchema(key("partitionKey", KeyType.HASH), key("timestamp", KeyType.RANGE))
        .projection(all -> all.projectionType(ProjectionType.ALL))
        .build();
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
