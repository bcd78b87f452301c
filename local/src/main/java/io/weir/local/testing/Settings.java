package io.weir.local.testing;

import io.weir.local.mapping.engine.MappingSettings;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

/**
 * What a pipeline under test is made of.
 *
 * @param code the function
 * @param wanted what it is to be like
 * @param mapping between stream and function
 */
record Settings(
    Code code, Code.Wanted wanted, MappingSettings mapping, Stream stream, AwsServices services) {

  /** The stream that is read. */
  record Stream(String name, int shards) {

    String arn() {
      return "arn:aws:kinesis:%s:%s:stream/%s"
          .formatted(AwsClients.REGION, AwsClients.ACCOUNT, name);
    }
  }

  /**
   * The services beside Kinesis and Lambda.
   *
   * @param tables in DynamoDB, which is started if there are any
   * @param sqs whether the queue is one of SQS too
   */
  record AwsServices(List<CreateTableRequest> tables, boolean sqs) {

    AwsServices {
      tables = List.copyOf(tables);
    }
  }

  String roleArn() {
    return "arn:aws:iam::%s:role/%s-role".formatted(AwsClients.ACCOUNT, wanted.name());
  }
}
