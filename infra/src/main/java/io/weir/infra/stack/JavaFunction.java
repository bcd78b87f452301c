package io.weir.infra.stack;

import io.weir.infra.settings.Settings;
import io.weir.infra.settings.Settings.FunctionSettings.Handler;
import io.weir.infra.settings.Settings.FunctionSettings.Poison;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.ApplicationLogLevel;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.SystemLogLevel;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * The function {@code EventStreamHandler}, with a role and a log group of its own. Everything
 * invokes its alias {@code live}: SnapStart has no effect on {@code $LATEST} (LAM-60).
 */
final class JavaFunction extends Construct {

  private final Function function;
  private final Alias live;

  JavaFunction(Construct scope, String id, Settings settings, Code code, Surroundings around) {
    super(scope, id);
    LogGroup logs = logs(settings, around.key());
    Optional<IdempotencyTable> markers = markers(settings, around.key());
    Role role = role(logs, around, markers);
    function =
        Function.Builder.create(this, "Function")
            .functionName("EventStreamHandler")
            .description("Stores each event of a batch once, and reports or parks the rest")
            .runtime(Runtime.JAVA_25)
            .architecture(Architecture.ARM_64)
            .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
            .code(code)
            .handler(settings.function().handler().type())
            .memorySize(settings.function().memory())
            .timeout(Duration.seconds(settings.function().timeout().toSeconds()))
            .environment(environment(settings, around, markers))
            .role(role)
            .logGroup(logs)
            .loggingFormat(LoggingFormat.JSON)
            .applicationLogLevelV2(ApplicationLogLevel.INFO)
            .systemLogLevelV2(SystemLogLevel.INFO)
            .tracing(Tracing.ACTIVE)
            .currentVersionOptions(kept())
            .build();
    live = function.addAlias("live");
    Annotations.of(function)
        .acknowledgeWarning(
            "@aws-cdk/aws-lambda:snapStartRequirePublish", "the alias live publishes a version");
    Reason.why(
        function,
        "Serverless-LambdaDLQ",
        "nothing invokes it asynchronously; its mapping has an on-failure destination");
    Reason.why(role, "AwsSolutions-IAM5[Resource::*]", "X-Ray's write actions take no resource");
    around.deadLetters().explainObjects(role);
  }

  Function function() {
    return function;
  }

  Alias live() {
    return live;
  }

  /**
   * Versions outlive the deployment of the next one, so that the alias can be put back (CFN-60).
   * They go with the function (LAM-67); and a deployment that fails takes its own along, since
   * Lambda would not publish the same code again (LAM-68).
   */
  private static VersionOptions kept() {
    return VersionOptions.builder().removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE).build();
  }

  private LogGroup logs(Settings settings, DataKey key) {
    LogGroup.Builder builder =
        LogGroup.Builder.create(this, "Logs")
            .retention(
                settings.stage().durable() ? RetentionDays.THREE_MONTHS : RetentionDays.ONE_WEEK)
            .removalPolicy(RemovalPolicy.DESTROY);
    key.key().ifPresent(builder::encryptionKey);
    return builder.build();
  }

  private Optional<IdempotencyTable> markers(Settings settings, DataKey key) {
    return settings.function().handler() == Handler.POWERTOOLS_IDEMPOTENT
        ? Optional.of(new IdempotencyTable(this, "Markers", settings, key))
        : Optional.empty();
  }

  /** Its policy is inline, so that it is complete before anything uses the role. */
  private Role role(LogGroup logs, Surroundings around, Optional<IdempotencyTable> markers) {
    PolicyDocument.Builder allowed = PolicyDocument.Builder.create();
    List<PolicyStatement> statements = new ArrayList<>();
    statements.add(
        Allow.on(
            around.source().arn(),
            "kinesis:DescribeStream",
            "kinesis:DescribeStreamSummary",
            "kinesis:GetRecords",
            "kinesis:GetShardIterator",
            "kinesis:ListShards",
            "kinesis:ListStreams"));
    statements.add(
        Allow.on(around.store().arn(), "dynamodb:BatchGetItem", "dynamodb:PartiQLInsert"));
    statements.addAll(around.deadLetters().send());
    statements.add(Allow.on(logs.getLogGroupArn(), "logs:CreateLogStream", "logs:PutLogEvents"));
    around.key().use().ifPresent(statements::add);
    markers.map(IdempotencyTable::use).ifPresent(statements::add);
    return Role.Builder.create(this, "Role")
        .description("What Lambda and the function may do")
        .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
        .inlinePolicies(Map.of("Pipeline", allowed.statements(statements).build()))
        .build();
  }

  private static Map<String, String> environment(
      Settings settings, Surroundings around, Optional<IdempotencyTable> markers) {
    Map<String, String> variables = new HashMap<>();
    variables.put("TABLE_NAME", around.store().name());
    variables.put("POISON", settings.function().poison().name().toLowerCase(Locale.ROOT));
    if (settings.function().poison() == Poison.PARK) {
      variables.put("DEAD_LETTER_QUEUE_URL", around.deadLetters().queue().getQueueUrl());
    }
    markers.ifPresent(it -> variables.put("IDEMPOTENCY_TABLE_NAME", it.name()));
    return variables;
  }

  /**
   * What the function works with, and what alarms and the replayer refer to.
   *
   * @param source its mapping reads from
   * @param store it writes to
   * @param deadLetters it parks in
   * @param key all of them are encrypted under
   */
  record Surroundings(EventSource source, EventStore store, DeadLetters deadLetters, DataKey key) {}
}
