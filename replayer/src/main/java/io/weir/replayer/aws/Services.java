package io.weir.replayer.aws;

import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The services of one account that are asked what belongs to a pipeline. */
public interface Services {

  KinesisClient kinesis();

  SqsClient sqs();

  /** Returns the client of DynamoDB. */
  DynamoDbClient dynamoDb();

  LambdaClient lambda();

  /** Returns the client of CloudFormation. */
  CloudFormationClient cloudFormation();
}
