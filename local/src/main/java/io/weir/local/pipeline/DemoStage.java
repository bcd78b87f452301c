package io.weir.local.pipeline;

import io.weir.dynamodb.fault.Fault;
import io.weir.local.demo.Stage;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The pipeline as the tour needs it. */
public record DemoStage(Pipeline pipeline) implements Stage {

  @Override
  public KinesisClient kinesis() {
    return pipeline.clients().kinesis();
  }

  @Override
  public DynamoDbClient dynamoDb() {
    return pipeline.clients().dynamoDb();
  }

  @Override
  public SqsClient sqs() {
    return pipeline.clients().sqs();
  }

  @Override
  public String stream() {
    return Resources.STREAM;
  }

  @Override
  public String table() {
    return Resources.TABLE;
  }

  @Override
  public String function() {
    return Resources.FUNCTION;
  }

  @Override
  public String queueUrl() {
    return pipeline.queueUrl();
  }

  @Override
  public long finished() {
    return pipeline.counts().finished();
  }

  @Override
  public long invocations() {
    return pipeline.counts().invocations();
  }

  @Override
  public void throttle(String partitionKey) {
    pipeline
        .tableFaults()
        .start(Fault.throttled().onTable(Resources.TABLE).where("partitionKey", partitionKey));
  }

  @Override
  public void endThrottle() {
    pipeline.tableFaults().clear();
  }
}
