package io.weir.infra.stack;

import io.weir.infra.settings.Settings;
import io.weir.infra.stack.JavaFunction.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.ArnPrincipal;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/** What the replayer may do, in two policies: look at dead letters, and act on them. */
final class ReplayAccess extends Construct {

  private final ManagedPolicy look;
  private final ManagedPolicy act;
  private final Optional<Role> role;
  private final String place;

  ReplayAccess(Construct scope, String id, Settings settings, Surroundings around, Reach reach) {
    super(scope, id);
    look =
        policy(
            "Look",
            "Weir's replayer: see dead letters and what they point to",
            look(around, reach));
    act = policy("Act", "Weir's replayer: redrive, discard and restore", act(around, reach));
    Reason.why(
        look,
        "AwsSolutions-IAM5[Resource::*]",
        "mappings can be listed for the whole account only; the answer holds settings, no data");
    Reason.whyArn(
        look,
        "AwsSolutions-IAM5[Resource::%s]"
            .formatted(thisStack("<AWS::Partition>", "<AWS::Region>", "<AWS::AccountId>")),
        "it is one stack, asked for by its name: the rest of its ARN is not known to the caller");
    List.of(look, act).forEach(around.deadLetters()::explainObjects);
    reach.rescue().explain(look);
    place = reach.rescue().writes() ? reach.rescue().place() : "";
    role =
        settings
            .audience()
            .replayerPrincipal()
            .map(
                arn ->
                    Role.Builder.create(this, "Role")
                        .description("Weir's replayer")
                        .assumedBy(new ArnPrincipal(arn))
                        .maxSessionDuration(Duration.hours(1))
                        .managedPolicies(List.of(look, act))
                        .build());
  }

  /** Returns where rescued payloads go. */
  String place() {
    return place;
  }

  ManagedPolicy look() {
    return look;
  }

  String lookArn() {
    return look.getManagedPolicyArn();
  }

  String actArn() {
    return act.getManagedPolicyArn();
  }

  Optional<String> roleArn() {
    return role.map(Role::getRoleArn);
  }

  private List<PolicyStatement> look(Surroundings around, Reach reach) {
    List<PolicyStatement> statements = new ArrayList<>();
    statements.add(
        Allow.on(
            around.deadLetters().queue().getQueueArn(),
            "sqs:ChangeMessageVisibility",
            "sqs:GetQueueAttributes",
            "sqs:GetQueueUrl",
            "sqs:ReceiveMessage"));
    statements.add(
        Allow.on(
            around.source().arn(),
            "kinesis:DescribeStreamSummary",
            "kinesis:GetRecords",
            "kinesis:GetShardIterator",
            "kinesis:ListShards"));
    statements.add(Allow.on(around.store().arn(), "dynamodb:BatchGetItem"));
    statements.add(Allow.on("*", "lambda:ListEventSourceMappings"));
    statements.add(Allow.on(thisStack(), "cloudformation:DescribeStacks"));
    around
        .deadLetters()
        .bucket()
        .ifPresent(it -> statements.add(Allow.on(it.getBucketArn(), "s3:ListBucket")));
    around.deadLetters().objects().ifPresent(it -> statements.add(Allow.on(it, "s3:GetObject")));
    around.key().decrypt().ifPresent(statements::add);
    statements.addAll(reach.rescue().look());
    if (reach.rescue().writes()) {
      around.key().generate().ifPresent(statements::add);
    }
    return statements;
  }

  /** Redriven records go through the function: no right to write to the table is needed. */
  private static List<PolicyStatement> act(Surroundings around, Reach reach) {
    List<PolicyStatement> statements = new ArrayList<>();
    statements.add(
        Allow.on(
            around.deadLetters().queue().getQueueArn(), "sqs:DeleteMessage", "sqs:SendMessage"));
    statements.add(
        Allow.on(reach.live(), "lambda:GetFunctionConfiguration", "lambda:InvokeFunction"));
    around.key().generate().ifPresent(statements::add);
    statements.addAll(reach.rescue().act());
    return statements;
  }

  /** A call that names the stack is checked against the name alone (CFN-63). */
  private String thisStack() {
    Stack stack = Stack.of(this);
    return thisStack(stack.getPartition(), stack.getRegion(), stack.getAccount());
  }

  private String thisStack(String partition, String region, String account) {
    return "arn:%s:cloudformation:%s:%s:stack/%s/*"
        .formatted(partition, region, account, Stack.of(this).getStackName());
  }

  private ManagedPolicy policy(String id, String description, List<PolicyStatement> statements) {
    return ManagedPolicy.Builder.create(this, id)
        .description(description)
        .statements(statements)
        .build();
  }

  /**
   * What it reaches besides the pipeline's parts.
   *
   * @param live what it invokes
   * @param rescue what is deployed of it
   */
  record Reach(String live, Rescue rescue) {}
}
