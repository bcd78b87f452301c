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
 * @param stream its name
 * @param shards of the stream
 * @param tables in DynamoDB, which is started if there are any
 * @param sqs whether the queue is one of SQS too
 */
record Settings(
    Code code,
    Code.Wanted wanted,
    MappingSettings mapping,
    String stream,
    int shards,
    List<CreateTableRequest> tables,
    boolean sqs) {

  Settings {
    tables = List.copyOf(tables);
  }

  String streamArn() {
    return "arn:aws:kinesis:%s:%s:stream/%s".formatted(Place.REGION, Place.ACCOUNT, stream);
  }

  String roleArn() {
    return "arn:aws:iam::%s:role/%s-role".formatted(Place.ACCOUNT, wanted.name());
  }
}
