package io.weir.infra.stack;

import io.weir.infra.settings.Settings;
import io.weir.infra.stack.JavaFunction.Surroundings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/** All parts of one pipeline, joined. */
public final class Parts {

  private final Map<String, String> outputs = new LinkedHashMap<>();

  /** Adds the parts to a scope. */
  public Parts(Construct scope, Settings settings, Jars jars) {
    DataKey key = new DataKey(scope, "DataKey", settings);
    Surroundings around =
        new Surroundings(
            new EventSource(scope, "EventSource", settings, key),
            new EventStore(scope, "EventStore", settings, key),
            new DeadLetters(scope, "DeadLetters", settings, key),
            key);
    EventProcessor processor =
        new EventProcessor(scope, "EventProcessor", settings, jars.handler(), around);
    Rescue rescue = new Rescue(scope, "Rescue", settings, key);
    ReplayAccess replay =
        new ReplayAccess(
            scope,
            "ReplayAccess",
            settings,
            around,
            new ReplayAccess.Reach(processor.liveArn(), rescue));
    AlarmTopic topic = new AlarmTopic(scope, "Alarms", settings);
    Metrics signals = new Metrics(around, processor, settings);
    Alarms watch = new Alarms(scope, "Watch", settings, signals, topic);
    around.deadLetters().bucket().ifPresent(watch::stored);
    jars.replayer()
        .map(code -> new RescueFunction(scope, "RescueRun", settings, code, replay))
        .ifPresent(watch::rescue);
    watch.together();
    if (settings.canary()) {
      new Canary(scope, "Canary", processor.live(), watch);
    }
    new Overview(scope, "Overview", settings, signals, watch.alarms());
    new CostGuard(scope, "Cost", settings);
    new SavedQueries(scope, "Queries", settings, processor.logGroupName());
    names(around, processor);
    outputs.put("AlarmTopicArn", topic.arn());
    outputs.put("ReplayerLookPolicyArn", replay.lookArn());
    outputs.put("ReplayerActPolicyArn", replay.actArn());
    replay.roleArn().ifPresent(arn -> outputs.put("ReplayerRoleArn", arn));
    rescue.outputs().forEach(outputs::put);
  }

  private void names(Surroundings around, EventProcessor processor) {
    outputs.put("StreamName", around.source().name());
    outputs.put("TableName", around.store().name());
    outputs.put("DeadLetterQueueUrl", around.deadLetters().queue().getQueueUrl());
    around
        .deadLetters()
        .bucket()
        .map(Bucket::getBucketName)
        .ifPresent(name -> outputs.put("DeadLetterBucketName", name));
    outputs.put("FunctionName", processor.function().getFunctionName());
    outputs.put("FunctionAlias", processor.function().getFunctionName() + ":live");
    outputs.put("MappingId", processor.mappingId());
  }

  /** Returns what the replayer and operators need to know, by the names of the outputs. */
  public Map<String, String> outputs() {
    return Collections.unmodifiableMap(outputs);
  }
}
