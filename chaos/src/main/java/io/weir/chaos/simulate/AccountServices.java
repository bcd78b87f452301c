package io.weir.chaos.simulate;

import io.weir.replayer.aws.Services;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The account's services as a command asks them what belongs to a pipeline. */
record AccountServices(
    World world, Account account, KinesisClient kinesis, SqsClient sqs, DynamoDbClient dynamoDb)
    implements Services {

  /** Tells of mappings, and is not called. */
  @Override
  public LambdaClient lambda() {
    return new AccountLambda(world, account);
  }

  @Override
  public CloudFormationClient cloudFormation() {
    return new Stacks(world);
  }

  private record Stacks(World world) implements CloudFormationClient {

    @Override
    public DescribeStacksResponse describeStacks(DescribeStacksRequest request) {
      return world.effect(
          "the question for the stack",
          () -> {
            if (world.weather().strikes(Fault.LISTING_REFUSED)) {
              throw new Refusals(world).any();
            }
            if (!Account.STACK.equals(request.stackName())) {
              throw Errors.service("ValidationError", 400);
            }
            List<Output> outputs =
                Account.outputs().entrySet().stream()
                    .map(it -> Output.builder().outputKey(it.getKey()).outputValue(it.getValue()))
                    .map(Output.Builder::build)
                    .toList();
            return DescribeStacksResponse.builder()
                .stacks(Stack.builder().stackName(Account.STACK).outputs(outputs).build())
                .build();
          });
    }

    @Override
    public String serviceName() {
      return "cloudformation";
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
