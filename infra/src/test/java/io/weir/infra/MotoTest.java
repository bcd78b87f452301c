package io.weir.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
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

  private static final String NO_MOTO = "moto_server is not on the PATH";

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

  @Test
  void everySettingOfTheMappingIsReadBack(@TempDir Path directory) {
    Optional<Path> program = Moto.program();
    if (program.isEmpty()) {
      new PrintWriter(System.err, true, StandardCharsets.UTF_8)
          .println("SKIPPED MotoTest: " + NO_MOTO);
    }
    assumeTrue(program.isPresent(), NO_MOTO);

    try (Moto moto = Moto.start(program.orElseThrow(), directory.resolve("moto.log"))) {
      // Two regions, so that the names of the one are not taken by the other.
      readBack(moto.endpoint(), Region.US_EAST_1, Golden.DEV);
      readBack(moto.endpoint(), Region.US_WEST_2, Golden.PROD);
    }
  }

  private static void readBack(URI endpoint, Region region, Golden golden) {
    JsonNode wanted = golden.only("AWS::Lambda::EventSourceMapping");
    Map<String, String> outputs = create(endpoint, region, reduced(golden));
    GetEventSourceMappingResponse mapping =
        mapping(endpoint, region, outputs.getOrDefault("MappingId", ""));

    assertThat(numbers(mapping)).isEqualTo(numbers(wanted));
    assertThat(mapping.bisectBatchOnFunctionError()).isTrue();
    assertThat(mapping.functionResponseTypesAsStrings()).containsExactly("ReportBatchItemFailures");
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
        .hasEntrySatisfying("DeadLetterQueueUrl", it -> assertThat(it).endsWith("/EventStreamDlq"));
  }

  private static List<Integer> numbers(GetEventSourceMappingResponse mapping) {
    return List.of(
        mapping.batchSize(),
        mapping.maximumBatchingWindowInSeconds(),
        mapping.parallelizationFactor(),
        mapping.maximumRetryAttempts(),
        mapping.maximumRecordAgeInSeconds());
  }

  private static List<Integer> numbers(JsonNode mapping) {
    return Stream.of(
            "BatchSize",
            "MaximumBatchingWindowInSeconds",
            "ParallelizationFactor",
            "MaximumRetryAttempts",
            "MaximumRecordAgeInSeconds")
        .map(it -> mapping.path(it).asInt(-1))
        .toList();
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

  private static Map<String, String> create(URI endpoint, Region region, String template) {
    try (CloudFormationClient formation =
        CloudFormationClient.builder()
            .endpointOverride(endpoint)
            .region(region)
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

  private static GetEventSourceMappingResponse mapping(URI endpoint, Region region, String id) {
    try (LambdaClient lambda =
        LambdaClient.builder()
            .endpointOverride(endpoint)
            .region(region)
            .httpClient(UrlConnectionHttpClient.create())
            .build()) {
      assertThat(lambda.listEventSourceMappings().eventSourceMappings())
          .extracting(EventSourceMappingConfiguration::uuid)
          .containsExactly(id);
      return lambda.getEventSourceMapping(it -> it.uuid(id));
    }
  }
}
