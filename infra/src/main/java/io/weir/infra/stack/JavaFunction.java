package io.weir.infra.stack;

import io.weir.infra.settings.FunctionSettings;
import io.weir.infra.settings.FunctionSettings.Handler;
import io.weir.infra.settings.FunctionVariables.Poison;
import io.weir.infra.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.LogGroupClass;
import software.constructs.Construct;

/**
 * The function {@code EventStreamHandler}, with a role and a log group of its own. Everything
 * invokes its alias {@code live}: SnapStart has no effect on {@code $LATEST} (LAM-60).
 */
final class JavaFunction extends Construct {

  private final Function function;
  private final Alias live;
  private final ILogGroup logs;

  JavaFunction(Construct scope, String id, Settings settings, Code code, Surroundings around) {
    super(scope, id);
    logs = logs(settings, around.key());
    Optional<IdempotencyTable> markers = markers(settings, around.key());
    Role role = role(logs, around, markers);
    FunctionSettings wanted = settings.function();
    Function.Builder builder =
        Function.Builder.create(this, "Function")
            .functionName(settings.names().function())
            .description("Stores each event of a batch once, and reports or parks the rest")
            .runtime(Runtime.JAVA_25)
            .architecture(Architecture.ARM_64)
            .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
            .code(code)
            .handler(wanted.handler().type())
            .memorySize(wanted.memory())
            .timeout(Duration.seconds(wanted.timeout().toSeconds()))
            .environment(environment(settings, around, markers))
            .role(role)
            .logGroup(logs)
            .loggingFormat(LoggingFormat.JSON)
            // Lambda drops what is below it, whatever the function itself would log.
            .applicationLogLevelV2(
                ApplicationLogLevel.valueOf(wanted.variables().telemetry().level().name()))
            .systemLogLevelV2(SystemLogLevel.INFO)
            .tracing(Tracing.ACTIVE)
            .currentVersionOptions(kept());
    wanted.reserved().ifPresent(builder::reservedConcurrentExecutions);
    function = builder.build();
    live = function.addAlias("live");
    explain(role, settings, around);
  }

  private void explain(Role role, Settings settings, Surroundings around) {
    Annotations.of(function)
        .acknowledgeWarning(
            "@aws-cdk/aws-lambda:snapStartRequirePublish", "the alias live publishes a version");
    Reason.why(
        function,
        "Serverless-LambdaDLQ",
        "nothing invokes it asynchronously; its mapping has an on-failure destination");
    Reason.why(role, "AwsSolutions-IAM5[Resource::*]", "X-Ray's write actions take no resource");
    around.deadLetters().explainObjects(role);
    settings
        .existing()
        .logGroup()
        .ifPresent(
            it ->
                Reason.whyArn(
                    role,
                    "AwsSolutions-IAM5[Resource::" + it.text() + ":*]",
                    "the streams of one log group, which Lambda names"));
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

  String logGroupName() {
    return logs.getLogGroupName();
  }

  /** In prod it outlives the stack: what became of a batch that timed out stands there alone. */
  private ILogGroup logs(Settings settings, DataKey key) {
    return settings
        .existing()
        .logGroup()
        .<ILogGroup>map(it -> LogGroup.fromLogGroupArn(this, "Logs", it.text()))
        .orElseGet(() -> ownLogs(settings, key));
  }

  private LogGroup ownLogs(Settings settings, DataKey key) {
    LogGroup.Builder builder =
        LogGroup.Builder.create(this, "Logs").removalPolicy(RetainPolicy.policy(settings));
    if (settings.logs().rare()) {
      builder.logGroupClass(LogGroupClass.INFREQUENT_ACCESS);
    }
    key.encrypting().ifPresent(builder::encryptionKey);
    LogGroup created = builder.build();
    if (created.getNode().getDefaultChild() instanceof CfnLogGroup resource) {
      resource.setRetentionInDays(settings.logs().days());
    }
    return created;
  }

  private Optional<IdempotencyTable> markers(Settings settings, DataKey key) {
    return settings.function().handler() == Handler.POWERTOOLS_IDEMPOTENT
        ? Optional.of(new IdempotencyTable(this, "Markers", settings, key))
        : Optional.empty();
  }

  /** Its policy is inline, so that it is complete before anything uses the role. */
  private Role role(ILogGroup logs, Surroundings around, Optional<IdempotencyTable> markers) {
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
    Map<String, String> variables = new TreeMap<>(settings.function().variables().byName());
    variables.put("TABLE_NAME", around.store().name());
    if (settings.function().variables().poison() == Poison.PARK) {
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
