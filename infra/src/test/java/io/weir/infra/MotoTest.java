package io.weir.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;

/**
 * The templates, created by an implementation of CloudFormation that is not ours, and the mapping
 * read back through Lambda's API. Where there is no {@code moto_server} it is skipped and says so.
 */
@Timeout(300)
class MotoTest {

  /** What moto cannot create, see {@code docs/deploying.md}. */
  private static final Set<String> UNKNOWN_TO_MOTO =
      Set.of(
          "AWS::Lambda::Alias",
          "AWS::Lambda::Version",
          "AWS::CloudWatch::Alarm",
          "AWS::CloudWatch::Dashboard",
          "AWS::SQS::QueuePolicy",
          "AWS::SNS::TopicPolicy",
          "AWS::S3::BucketPolicy",
          "AWS::SNS::Subscription");

  @ParameterizedTest
  @EnumSource(names = {"DEV", "PROD"})
  void everySettingOfTheMappingIsReadBack(Golden golden, @TempDir Path directory) {
    assumeTrue(Moto.program().isPresent(), "moto_server is not on the PATH");
    JsonNode wanted = golden.only("AWS::Lambda::EventSourceMapping");

    try (Moto moto = Moto.start(Moto.program().orElseThrow(), directory.resolve("moto.log"))) {
      Map<String, String> outputs = create(moto.endpoint(), reduced(golden));
      GetEventSourceMappingResponse mapping =
          mapping(moto.endpoint(), outputs.getOrDefault("MappingId", ""));

      assertThat(mapping.batchSize()).isEqualTo(wanted.path("BatchSize").asInt());
      assertThat(mapping.maximumBatchingWindowInSeconds())
          .isEqualTo(wanted.path("MaximumBatchingWindowInSeconds").asInt());
      assertThat(mapping.parallelizationFactor())
          .isEqualTo(wanted.path("ParallelizationFactor").asInt());
      assertThat(mapping.maximumRetryAttempts())
          .isEqualTo(wanted.path("MaximumRetryAttempts").asInt());
      assertThat(mapping.maximumRecordAgeInSeconds())
          .isEqualTo(wanted.path("MaximumRecordAgeInSeconds").asInt());
      assertThat(mapping.bisectBatchOnFunctionError()).isTrue();
      assertThat(mapping.functionResponseTypesAsStrings())
          .containsExactly("ReportBatchItemFailures");
      assertThat(mapping.startingPositionAsString()).isEqualTo("TRIM_HORIZON");
      assertThat(mapping.metricsConfig().metricsAsStrings()).containsExactly("EventCount");
      assertThat(mapping.filterCriteria()).isNull();
      assertThat(mapping.destinationConfig().onFailure().destination()).endsWith(":EventStreamDlq");
      assertThat(mapping.eventSourceArn()).endsWith(":stream/EventStream");
      assertThat(mapping.functionArn()).contains(":function:EventStreamHandler");
      assertThat(outputs)
          .containsEntry("StreamName", "EventStream")
          .containsEntry("TableName", "EventLogs")
          .containsEntry("FunctionAlias", "EventStreamHandler:live")
          .hasEntrySatisfying(
              "DeadLetterQueueUrl", it -> assertThat(it).endsWith("/EventStreamDlq"));
    }
  }

  /**
   * Returns the template without what moto does not know; the mapping calls the function itself.
   */
  private static String reduced(Golden golden) {
    ObjectNode template = (ObjectNode) golden.template();
    ObjectNode resources = (ObjectNode) template.path("Resources");
    String function =
        resources
            .propertyStream()
            .filter(it -> it.getValue().path("Type").asText().equals("AWS::Lambda::Function"))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow();
    Set<String> left =
        resources
            .propertyStream()
            .filter(it -> UNKNOWN_TO_MOTO.contains(it.getValue().path("Type").asText()))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    resources.remove(left);
    ((ObjectNode) resources.path(function).path("Properties"))
        .set("Code", Golden.parse("{\"ZipFile\": \"stands for the jar\"}"));
    template.remove("Rules");
    template.remove("Parameters");
    String text = template.toString();
    for (String gone : left) {
      text = text.replace(ref(gone), "{\"Fn::GetAtt\":[\"" + function + "\",\"Arn\"]}");
    }
    return text;
  }

  private static String ref(String id) {
    return "{\"Ref\":\"" + id + "\"}";
  }

  private static Map<String, String> create(URI endpoint, String template) {
    try (CloudFormationClient formation =
        CloudFormationClient.builder()
            .endpointOverride(endpoint)
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      formation.createStack(
          it ->
              it.stackName("weir")
                  .templateBody(template)
                  .capabilities(Capability.CAPABILITY_NAMED_IAM));
      Stack stack = formation.describeStacks(it -> it.stackName("weir")).stacks().get(0);
      assertThat(stack.stackStatusAsString()).isEqualTo("CREATE_COMPLETE");
      return stack.outputs().stream()
          .collect(Collectors.toMap(Output::outputKey, Output::outputValue));
    }
  }

  private static GetEventSourceMappingResponse mapping(URI endpoint, String id) {
    try (LambdaClient lambda =
        LambdaClient.builder()
            .endpointOverride(endpoint)
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      assertThat(lambda.listEventSourceMappings().eventSourceMappings())
          .extracting(EventSourceMappingConfiguration::uuid)
          .containsExactly(id);
      return lambda.getEventSourceMapping(it -> it.uuid(id));
    }
  }
}
