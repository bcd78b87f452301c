package io.weir.replayer.aws;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.FilterCriteria;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsRequest;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsResponse;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Lambda's list of mappings, which takes the ARN of a source literally.
 *
 * @param function of all mappings
 * @param patterns one of each mapping's filter, by the ARN of its source; in order
 */
record MappingList(String function, Map<String, String> patterns)
    implements Services, LambdaClient {

  @Override
  public ListEventSourceMappingsResponse listEventSourceMappings(
      ListEventSourceMappingsRequest request) {
    List<String> all = List.copyOf(patterns.keySet());
    List<EventSourceMappingConfiguration> told =
        all.stream()
            .filter(it -> request.eventSourceArn() == null || it.equals(request.eventSourceArn()))
            .map(it -> mapping("m-" + all.indexOf(it), it))
            .toList();
    return ListEventSourceMappingsResponse.builder().eventSourceMappings(told).build();
  }

  private EventSourceMappingConfiguration mapping(String uuid, String source) {
    return EventSourceMappingConfiguration.builder()
        .uuid(uuid)
        .eventSourceArn(source)
        .functionArn(function)
        .filterCriteria(
            FilterCriteria.builder()
                .filters(Filter.builder().pattern(patterns.get(source)).build())
                .build())
        .build();
  }

  @Override
  public LambdaClient lambda() {
    return this;
  }

  @Override
  public KinesisClient kinesis() {
    throw new UnsupportedOperationException();
  }

  @Override
  public SqsClient sqs() {
    throw new UnsupportedOperationException();
  }

  @Override
  public DynamoDbClient dynamoDb() {
    throw new UnsupportedOperationException();
  }

  @Override
  public CloudFormationClient cloudFormation() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String serviceName() {
    return "lambda";
  }

  @Override
  public void close() {}
}
