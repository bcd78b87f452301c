package io.weir.replayer.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.replayer.letter.StreamArn;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsRequest;
import software.amazon.awssdk.services.lambda.model.ListEventSourceMappingsResponse;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What belongs to a pipeline is found from what Lambda lists. */
class DiscoveryTest {

  private static final String STREAM = "arn:aws:kinesis:us-east-1:000000000000:stream/orders";
  private static final String FUNCTION = "arn:aws:lambda:us-east-1:000000000000:function:store";

  @Test
  void aStreamsMappingsAreThoseOfItsConsumersToo() {
    Account account =
        new Account(STREAM, STREAM + "/consumer/fast:1767225600", STREAM + "-of-others");

    List<Discovery.Mapping> found =
        new Discovery(account).mappingsFrom(StreamArn.parse(STREAM).orElseThrow());

    assertThat(found).extracting(Discovery.Mapping::uuid).containsExactly("m-0", "m-1");
  }

  /** Lambda's list of mappings, which takes the ARN of a source literally. */
  private record Account(String... sources) implements Services, LambdaClient {

    @Override
    public ListEventSourceMappingsResponse listEventSourceMappings(
        ListEventSourceMappingsRequest request) {
      List<String> all = List.of(sources);
      List<EventSourceMappingConfiguration> told =
          all.stream()
              .filter(it -> request.eventSourceArn() == null || it.equals(request.eventSourceArn()))
              .map(
                  it ->
                      EventSourceMappingConfiguration.builder()
                          .uuid("m-" + all.indexOf(it))
                          .eventSourceArn(it)
                          .functionArn(FUNCTION)
                          .build())
              .toList();
      return ListEventSourceMappingsResponse.builder().eventSourceMappings(told).build();
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
}
