package io.weir.infra;

import io.weir.infra.settings.Settings;
import io.weir.infra.stack.Jars;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kinesis.Stream;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * An example: a team's own app with a stream, a topic and a queue of its own, and Weir's pipeline
 * beside them, which reads the stream and tells the topic.
 */
final class TeamApp extends Stack {

  final Pipeline pipeline;

  TeamApp(Construct scope, String retention) {
    super(scope, "orders");
    Stream orders =
        Stream.Builder.create(this, "Orders").retentionPeriod(Duration.hours(360)).build();
    Topic topic = Topic.Builder.create(this, "OnCall").build();
    // Not the pipeline's business, whatever its rules would say of it.
    Queue.Builder.create(this, "Mails").removalPolicy(RemovalPolicy.DESTROY).build();
    Settings settings =
        Settings.from(
            Map.of(
                "stage",
                "prod",
                "stackName",
                "orders",
                "namePrefix",
                "orders-",
                "existingStream",
                orders.getStreamArn(),
                "existingTopic",
                topic.getTopicArn(),
                "streamRetention",
                retention));
    pipeline =
        new Pipeline(
            this, "Events", settings, Jars.of(Code.fromAsset(Synthesis.STAND_IN.toString())));
    pipeline
        .outputs()
        .forEach((name, value) -> CfnOutput.Builder.create(this, name).value(value).build());
  }

  /** Makes the app, as the {@code main} of a team's own would. */
  static TeamApp in(App app) {
    return new TeamApp(app, "15d");
  }
}
