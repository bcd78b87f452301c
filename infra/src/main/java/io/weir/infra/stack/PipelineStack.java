package io.weir.infra.stack;

import io.weir.infra.settings.Settings;
import io.weir.infra.stack.JavaFunction.Surroundings;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/**
 * The pipeline: stream, function, table, dead letters, alarms. Its outputs are a contract with
 * {@code replayer --stack}, see {@code docs/deploying.md}.
 */
public final class PipelineStack extends Stack {

  /**
   * Makes the stack {@code weir-dev} or {@code weir-prod}.
   *
   * @param code the function's jar
   */
  public PipelineStack(Construct scope, Settings settings, Code code) {
    super(scope, "weir-" + settings.stage().label(), props(settings));
    DataKey key = new DataKey(this, "DataKey", settings);
    Surroundings around =
        new Surroundings(
            new EventSource(this, "EventSource", settings, key),
            new EventStore(this, "EventStore", settings, key),
            new DeadLetters(this, "DeadLetters", settings, key),
            key);
    EventProcessor processor = new EventProcessor(this, "EventProcessor", settings, code, around);
    ReplayAccess replay =
        new ReplayAccess(this, "ReplayAccess", settings, around, processor.liveArn());
    AlarmTopic topic = new AlarmTopic(this, "Alarms", settings, key);
    Metrics signals = new Metrics(around, processor);
    Alarms watch = new Alarms(this, "Watch", settings, signals, topic);
    new Overview(this, "Overview", settings, signals, watch.alarms());
    outputs(around, processor);
    output("AlarmTopicArn", topic.arn());
    output("ReplayerLookPolicyArn", replay.lookArn());
    output("ReplayerActPolicyArn", replay.actArn());
    replay.roleArn().ifPresent(arn -> output("ReplayerRoleArn", arn));
  }

  private void outputs(Surroundings around, EventProcessor processor) {
    output("StreamName", around.source().name());
    output("TableName", around.store().name());
    output("DeadLetterQueueUrl", around.deadLetters().queue().getQueueUrl());
    around
        .deadLetters()
        .bucket()
        .map(Bucket::getBucketName)
        .ifPresent(name -> output("DeadLetterBucketName", name));
    output("FunctionName", processor.function().getFunctionName());
    output("FunctionAlias", processor.function().getFunctionName() + ":live");
    output("MappingId", processor.mappingId());
  }

  private void output(String id, String value) {
    CfnOutput.Builder.create(this, id).value(value).build();
  }

  private static StackProps props(Settings settings) {
    return StackProps.builder()
        .description("Weir " + settings.stage().label() + ": a Kinesis stream, every record kept")
        .terminationProtection(settings.stage().durable())
        // As a property: the aspect would put tags on the dashboard, which has none.
        .tags(Map.of("project", "weir", "stage", settings.stage().label()))
        .analyticsReporting(false)
        .build();
  }
}
