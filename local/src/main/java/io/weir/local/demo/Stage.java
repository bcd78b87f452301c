package io.weir.local.demo;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The pipeline as the tour needs it. */
public interface Stage {

  /** Returns a client of the stream. */
  KinesisClient kinesis();

  /** Returns a client of the table. */
  DynamoDbClient dynamoDb();

  /** Returns a client of the queue. */
  SqsClient sqs();

  /** Returns the stream's name. */
  String stream();

  /** Returns the table's name. */
  String table();

  /** Returns the function's name. */
  String function();

  /** Returns the queue's URL. */
  String queueUrl();

  /** Returns how many records the mapping is past. */
  long finished();

  /** Returns how often the function was called. */
  long invocations();

  /** Lets the table refuse every write of one partition key from now on. */
  void throttle(String partitionKey);

  /** Lets the table take every write again. */
  void endThrottle();
}
