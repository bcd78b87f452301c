package io.weir.infra.stack;

import io.weir.infra.settings.Settings;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LoggingFormat;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * The replayer as a function that rescues payloads on a schedule: it may look and copy, and nothing
 * else.
 */
final class RescueFunction extends Construct {

  private final Function function;
  private final Duration every;

  RescueFunction(Construct scope, String id, Settings settings, Code code, ReplayAccess access) {
    super(scope, id);
    every = Duration.minutes(settings.replayer().rescueEvery().orElseThrow().toMinutes());
    LogGroup logs =
        LogGroup.Builder.create(this, "Logs")
            .retention(RetentionDays.THREE_MONTHS)
            .removalPolicy(RetainPolicy.policy(settings))
            .build();
    function =
        Function.Builder.create(this, "Function")
            .functionName(settings.names().stack() + "-rescue")
            .description("Copies payloads of dead letters before the stream forgets them")
            .runtime(Runtime.JAVA_25)
            .architecture(Architecture.ARM_64)
            .code(code)
            .handler("io.weir.replayer.ReplayerFunction")
            .memorySize(1_024)
            .timeout(Duration.minutes(15))
            // Two at once would read the same twice.
            .reservedConcurrentExecutions(1)
            .retryAttempts(0)
            .role(roleOf(this, logs, access.look()))
            .logGroup(logs)
            .loggingFormat(LoggingFormat.JSON)
            .build();
    String reason =
        "the next run does what this one could not, and alarms tell of a run that fails";
    Reason.why(function, "Serverless-LambdaDLQ", reason);
    Reason.why(function, "Serverless-LambdaAsyncFailureDestination", reason);
    Reason.why(function, "Serverless-LambdaTracing", "it is one command, and says how it ended");
    Reason.why(rule(access.place()), "Serverless-EventBusDLQ", reason);
  }

  private Rule rule(String place) {
    List<String> arguments =
        List.of(
            "rescue",
            "--stack",
            Stack.of(this).getStackName(),
            "--to",
            place,
            "--warn",
            "6h",
            "-o",
            "json");
    return Rule.Builder.create(this, "Schedule")
        .schedule(Schedule.rate(every))
        .targets(
            List.of(
                LambdaFunction.Builder.create(function)
                    .event(RuleTargetInput.fromObject(Map.of("args", arguments)))
                    .retryAttempts(0)
                    .build()))
        .build();
  }

  /** Returns a run that a person has to look at. */
  Metric errors() {
    return function.metricErrors(count(Duration.minutes(1)));
  }

  /** Returns how many runs there were in the time of one. */
  Metric runs() {
    return function.metricInvocations(count(every));
  }

  private static MetricOptions count(Duration period) {
    return MetricOptions.builder().statistic(Stats.SUM).period(period).build();
  }

  private static Role roleOf(Construct scope, LogGroup logs, ManagedPolicy look) {
    return Role.Builder.create(scope, "Role")
        .description("What the scheduled rescue may do: look, and copy")
        .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
        .managedPolicies(List.of(look))
        .inlinePolicies(
            Map.of(
                "Log",
                PolicyDocument.Builder.create()
                    .statements(
                        List.of(
                            Allow.on(
                                logs.getLogGroupArn(),
                                "logs:CreateLogStream",
                                "logs:PutLogEvents")))
                    .build()))
        .build();
  }
}
