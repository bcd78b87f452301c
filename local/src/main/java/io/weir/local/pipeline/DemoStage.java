package io.weir.local.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weir.local.demo.Stage;
import io.weir.local.wire.AwsService;
import io.weir.local.wire.Fault;
import io.weir.local.wire.FaultKind;
import io.weir.local.wire.Faults;
import java.time.Duration;
import java.util.Optional;
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
    String key = '"' + partitionKey + '"';
    Fault throttled =
        new Fault(
            FaultKind.PARTLY_THROTTLED,
            Duration.ZERO,
            (place, entry) -> entry.toString().contains(key));
    pipeline.faults(
        (service, request) ->
            service == AwsService.DYNAMODB && new String(request.body(), UTF_8).contains(key)
                ? Optional.of(throttled)
                : Optional.empty());
  }

  @Override
  public void endThrottle() {
    pipeline.faults(Faults.none());
  }
}
