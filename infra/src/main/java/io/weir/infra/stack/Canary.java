package io.weir.infra.stack;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.codedeploy.AutoRollbackConfig;
import software.amazon.awscdk.services.codedeploy.LambdaDeploymentConfig;
import software.amazon.awscdk.services.codedeploy.LambdaDeploymentGroup;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.constructs.Construct;

/**
 * A new version gets a tenth of the batches for five minutes, and is taken back if an alarm sounds.
 * Without this the alias moves all at once, and a bad jar uses up a batch's retries in seconds.
 */
final class Canary extends Construct {

  Canary(Construct scope, String id, Alias live, Alarms watch) {
    super(scope, id);
    Role role = role(live);
    LambdaDeploymentGroup.Builder.create(this, "Group")
        .alias(live)
        // CDK would add a policy of AWS's, which may invoke every function of the account.
        .role(role.withoutPolicyUpdates())
        .deploymentConfig(LambdaDeploymentConfig.CANARY_10_PERCENT_5_MINUTES)
        .alarms(watch.ofAVersion())
        .autoRollback(
            AutoRollbackConfig.builder()
                .deploymentInAlarm(true)
                .failedDeployment(true)
                .stoppedDeployment(true)
                .build())
        .build();
    Reason.why(
        role, "AwsSolutions-IAM5[Resource::*]", "alarms are described all together or not at all");
  }

  /** By the function's name: a reference to the alias, which waits for this, would be a circle. */
  private Role role(Alias live) {
    String function = live.getLambda().getFunctionArn();
    return Role.Builder.create(this, "Role")
        .description("Moves the alias live from one version to the next")
        .assumedBy(new ServicePrincipal("codedeploy.amazonaws.com"))
        .inlinePolicies(
            Map.of(
                "Move",
                PolicyDocument.Builder.create()
                    .statements(
                        List.of(
                            // An alias is moved by a right on its function.
                            PolicyStatement.Builder.create()
                                .actions(
                                    List.of(
                                        "lambda:GetAlias",
                                        "lambda:GetProvisionedConcurrencyConfig",
                                        "lambda:UpdateAlias"))
                                .resources(List.of(function, function + ":live"))
                                .build(),
                            Allow.on("*", "cloudwatch:DescribeAlarms")))
                    .build()))
        .build();
  }
}
