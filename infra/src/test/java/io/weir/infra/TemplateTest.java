package io.weir.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the templates say of each resource. */
class TemplateTest {

  private static final List<String> HOLD_RECORDS =
      List.of(
          "AWS::Kinesis::Stream",
          "AWS::SQS::Queue",
          "AWS::DynamoDB::Table",
          "AWS::S3::Bucket",
          "AWS::KMS::Key");

  @ParameterizedTest
  @EnumSource
  void theMappingReportsBisectsGivesUpAndSaysWhere(Golden golden) {
    JsonNode mapping = golden.only("AWS::Lambda::EventSourceMapping");

    assertThat(mapping.path("FunctionResponseTypes"))
        .containsExactly(Golden.parse("\"ReportBatchItemFailures\""));
    assertThat(mapping.path("BisectBatchOnFunctionError").asBoolean()).isTrue();
    assertThat(mapping.path("MaximumRetryAttempts").asInt(-1)).isBetween(0, 10_000);
    assertThat(mapping.path("MaximumRecordAgeInSeconds").asInt(-1)).isBetween(60, 604_800);
    assertThat(mapping.at("/DestinationConfig/OnFailure/Destination").has("Fn::GetAtt")).isTrue();
    assertThat(mapping.path("StartingPosition").asText()).isEqualTo("TRIM_HORIZON");
    assertThat(mapping.at("/MetricsConfig/Metrics"))
        .containsExactly(Golden.parse("\"EventCount\""));
  }

  @ParameterizedTest
  @EnumSource
  void theMappingInvokesTheAliasOfAPublishedVersionWithSnapStart(Golden golden) {
    JsonNode function = golden.only("AWS::Lambda::Function");
    String target = golden.only("AWS::Lambda::EventSourceMapping").at("/FunctionName/Ref").asText();
    JsonNode alias = golden.template().path("Resources").path(target);

    assertThat(alias.path("Type").asText()).isEqualTo("AWS::Lambda::Alias");
    assertThat(alias.at("/Properties/Name").asText()).isEqualTo("live");
    assertThat(alias.at("/Properties/FunctionVersion").has("Fn::GetAtt")).isTrue();
    assertThat(function.at("/SnapStart/ApplyOn").asText()).isEqualTo("PublishedVersions");
    assertThat(function.path("Runtime").asText()).isEqualTo("java25");
    assertThat(function.path("Architectures")).containsExactly(Golden.parse("\"arm64\""));
    assertThat(function.path("Handler").asText()).isEqualTo("io.weir.handler.StreamHandler");
    assertThat(function.at("/LoggingConfig/LogGroup").has("Ref")).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void theStreamOutlivesAgeAndDeadLetters(Golden golden) {
    JsonNode mapping = golden.only("AWS::Lambda::EventSourceMapping");
    long stream = golden.only("AWS::Kinesis::Stream").path("RetentionPeriodHours").asLong() * 3_600;
    long age = mapping.path("MaximumRecordAgeInSeconds").asLong();
    long queue = golden.only("AWS::SQS::Queue").path("MessageRetentionPeriod").asLong();
    boolean bucket = golden.resources("AWS::S3::Bucket").findAny().isPresent();

    assertThat(stream).isGreaterThanOrEqualTo(age + (bucket ? 43_200 : queue + 3_600));
  }

  @ParameterizedTest
  @EnumSource
  void theTableIsWhatTheFunctionAndTheLocalPipelineKnow(Golden golden) {
    JsonNode table = golden.only("AWS::DynamoDB::Table");

    assertThat(table.path("TableName").asText()).isEqualTo("EventLogs");
    assertThat(table.at("/KeySchema/0/AttributeName").asText()).isEqualTo("eventId");
    assertThat(table.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled").asBoolean())
        .isTrue();
    assertThat(table.path("BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
    assertThat(table.path("TimeToLiveSpecification").isMissingNode()).isTrue();
    assertThat(table.path("DeletionProtectionEnabled").asBoolean(false))
        .isEqualTo(golden != Golden.DEV);
  }

  @Test
  void theIndexIsThereUnlessItIsSwitchedOff() {
    JsonNode index =
        Golden.PROD.only("AWS::DynamoDB::Table").path("GlobalSecondaryIndexes").path(0);

    assertThat(index.path("IndexName").asText()).isEqualTo("byPartitionKey");
    assertThat(index.at("/KeySchema/0/AttributeName").asText()).isEqualTo("partitionKey");
    assertThat(index.at("/KeySchema/1/AttributeName").asText()).isEqualTo("timestamp");
    assertThat(index.at("/Projection/ProjectionType").asText()).isEqualTo("ALL");
    assertThat(Golden.EVERY_OPTION.only("AWS::DynamoDB::Table").has("GlobalSecondaryIndexes"))
        .isFalse();
  }

  @Test
  void everyOptionIsCarriedOut() {
    JsonNode mapping = Golden.EVERY_OPTION.only("AWS::Lambda::EventSourceMapping");
    JsonNode function = Golden.EVERY_OPTION.only("AWS::Lambda::Function");
    JsonNode stream = Golden.EVERY_OPTION.only("AWS::Kinesis::Stream");
    JsonNode queue = Golden.EVERY_OPTION.only("AWS::SQS::Queue");

    assertThat(stream.at("/StreamModeDetails/StreamMode").asText()).isEqualTo("ON_DEMAND");
    assertThat(stream.has("ShardCount")).isFalse();
    assertThat(stream.path("RetentionPeriodHours").asInt()).isEqualTo(168);
    assertThat(mapping.path("BatchSize").asInt()).isEqualTo(500);
    assertThat(mapping.path("MaximumBatchingWindowInSeconds").asInt()).isEqualTo(5);
    assertThat(mapping.path("ParallelizationFactor").asInt()).isEqualTo(10);
    assertThat(mapping.path("MaximumRetryAttempts").asInt()).isEqualTo(2);
    assertThat(mapping.path("MaximumRecordAgeInSeconds").asInt()).isEqualTo(43_200);
    assertThat(function.path("MemorySize").asInt()).isEqualTo(2048);
    assertThat(function.path("Timeout").asInt()).isEqualTo(120);
    assertThat(function.at("/Environment/Variables/POISON").asText()).isEqualTo("report");
    assertThat(function.at("/Environment/Variables").has("DEAD_LETTER_QUEUE_URL")).isFalse();
    assertThat(queue.path("MessageRetentionPeriod").asInt()).isEqualTo(4 * 86_400);
    assertThat(queue.path("VisibilityTimeout").asInt()).isEqualTo(1_800);
    assertThat(mapping.at("/DestinationConfig/OnFailure/Destination/Fn::GetAtt/0").asText())
        .startsWith("DeadLettersBucket");
    assertThat(Golden.EVERY_OPTION.only("AWS::SNS::Subscription").path("Endpoint").asText())
        .isEqualTo("on-call@example.com");
  }

  /** One verdict costs a lane its whole ladder of retries, and cannot change (decision 25). */
  @Test
  void whatCanNeverBeStoredIsParkedUnlessAskedOtherwise() {
    JsonNode variables = Golden.PROD.only("AWS::Lambda::Function").at("/Environment/Variables");

    assertThat(variables.path("POISON").asText()).isEqualTo("park");
    assertThat(variables.at("/DEAD_LETTER_QUEUE_URL/Ref").asText()).startsWith("DeadLettersQueue");
  }

  @Test
  void theFunctionsSettingsAreOptions() {
    JsonNode function = Golden.EVERY_OPTION.only("AWS::Lambda::Function");
    JsonNode variables = function.at("/Environment/Variables");

    assertThat(variables.path("DEADLINE_MARGIN").asText()).isEqualTo("3000");
    assertThat(variables.path("BATCHES_IN_FLIGHT").asText()).isEqualTo("4");
    assertThat(variables.path("LOG_IDENTITY").asText()).isEqualTo("true");
    assertThat(variables.path("EVENTS").asText()).isEqualTo("/logEvents");
    assertThat(variables.path("EVENT_ID").asText()).isEqualTo("/id,/eventId");
    assertThat(variables.path("EVENT_ID_SCOPE").asText()).isEqualTo("partition-key");
    assertThat(variables.path("EVENT_TIME").asText()).isEqualTo("/time");
    assertThat(variables.path("EVENT_TIME_ZONE").asText()).isEqualTo("Europe/Berlin");
    assertThat(variables.path("NUMBERS").asText()).isEqualTo("text-if-needed");
    assertThat(variables.path("POWERTOOLS_METRICS_NAMESPACE").asText()).isEqualTo("Payments/Weir");
    assertThat(variables.path("POWERTOOLS_LOG_LEVEL").asText()).isEqualTo("DEBUG");
    assertThat(function.at("/LoggingConfig/ApplicationLogLevel").asText()).isEqualTo("DEBUG");
    assertThat(function.path("ReservedConcurrentExecutions").asInt()).isEqualTo(50);
  }

  @Test
  void whatPlatformTeamsSetIsCarriedOut() {
    Golden golden = Golden.EVERY_OPTION;
    JsonNode table = golden.only("AWS::DynamoDB::Table");
    JsonNode stream = golden.only("AWS::Kinesis::Stream");
    JsonNode logs = golden.only("AWS::Logs::LogGroup");

    assertThat(stream.path("DesiredShardLevelMetrics")).isNotEmpty();
    assertThat(stream.path("MaxRecordSizeInKiB").asInt()).isEqualTo(2_048);
    assertThat(table.at("/OnDemandThroughput/MaxWriteRequestUnits").asInt()).isEqualTo(20_000);
    assertThat(table.at("/WarmThroughput/WriteUnitsPerSecond").asInt()).isEqualTo(8_000);
    assertThat(table.at("/PointInTimeRecoverySpecification/RecoveryPeriodInDays").asInt())
        .isEqualTo(14);
    assertThat(logs.path("RetentionInDays").asInt()).isEqualTo(180);
    assertThat(logs.path("LogGroupClass").asText()).isEqualTo("INFREQUENT_ACCESS");
    assertThat(golden.only("AWS::Budgets::Budget").at("/Budget/BudgetLimit/Amount").asInt())
        .isEqualTo(300);
  }

  /** Recovery reads it (C9). */
  @Test
  void theLogOutlivesTheStackInProdOnly() {
    assertThat(Golden.PROD.pipeline("AWS::Logs::LogGroup"))
        .allSatisfy(
            it -> assertThat(it.path("DeletionPolicy").asText()).isEqualTo("RetainExceptOnCreate"))
        .hasSize(1);
    assertThat(Golden.DEV.pipeline("AWS::Logs::LogGroup"))
        .allSatisfy(it -> assertThat(it.path("DeletionPolicy").asText()).isEqualTo("Delete"))
        .hasSize(1);
  }

  /** A bad jar uses up five retries in seconds, where the alias moves all at once (C9). */
  @Test
  void withCanaryANewVersionIsTakenBackByAlarm() {
    JsonNode group = Golden.EVERY_OPTION.only("AWS::CodeDeploy::DeploymentGroup");

    assertThat(group.path("DeploymentConfigName").asText())
        .isEqualTo("CodeDeployDefault.LambdaCanary10Percent5Minutes");
    assertThat(group.at("/AutoRollbackConfiguration/Events").toString())
        .contains("DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_FAILURE");
    assertThat(group.at("/AlarmConfiguration/Alarms")).hasSize(3);
    assertThat(Golden.EVERY_OPTION.resources("AWS::Lambda::Alias"))
        .singleElement()
        .satisfies(
            it -> assertThat(it.at("/UpdatePolicy/CodeDeployLambdaAliasUpdate")).isNotEmpty());
    assertThat(Golden.PROD.all("AWS::CodeDeploy::DeploymentGroup")).isEmpty();
  }

  @Test
  void theReplayerIsDeployedByOption() {
    Golden golden = Golden.EVERY_OPTION;
    JsonNode rule = golden.all("AWS::Events::Rule").get(0);
    JsonNode function =
        golden.all("AWS::Lambda::Function").stream()
            .filter(it -> it.path("FunctionName").asText().equals("weir-prod-rescue"))
            .findFirst()
            .orElseThrow();

    assertThat(rule.path("ScheduleExpression").asText()).isEqualTo("rate(15 minutes)");
    assertThat(rule.at("/Targets/0/Input").toString())
        .contains("\\\"rescue\\\"", "\\\"weir-prod\\\"", "s3://", "/rescued");
    assertThat(function.path("Handler").asText()).isEqualTo("io.weir.replayer.ReplayerFunction");
    assertThat(function.path("ReservedConcurrentExecutions").asInt()).isEqualTo(1);
    assertThat(golden.all("AWS::DynamoDB::Table"))
        .anySatisfy(it -> assertThat(it.path("TableName").asText()).isEqualTo("weir-prod-journal"));
  }

  @Test
  void everythingIsEncryptedUnderKeysOfAwsByDefault() {
    assertThat(Golden.PROD.only("AWS::Kinesis::Stream").at("/StreamEncryption/KeyId").asText())
        .isEqualTo("alias/aws/kinesis");
    assertThat(Golden.PROD.only("AWS::SQS::Queue").path("SqsManagedSseEnabled").asBoolean())
        .isTrue();
    assertThat(
            Golden.PROD.only("AWS::DynamoDB::Table").at("/SSESpecification/SSEEnabled").asBoolean())
        .isTrue();
  }

  @Test
  void everythingIsEncryptedUnderTheCustomersKeyWhereThatIsAskedFor() {
    Golden golden = Golden.EVERY_OPTION;
    Stream<JsonNode> keys =
        Stream.of(
            golden.only("AWS::Kinesis::Stream").at("/StreamEncryption/KeyId"),
            golden.only("AWS::SQS::Queue").path("KmsMasterKeyId"),
            golden.only("AWS::DynamoDB::Table").at("/SSESpecification/KMSMasterKeyId"),
            golden.only("AWS::Logs::LogGroup").path("KmsKeyId"),
            golden
                .only("AWS::S3::Bucket")
                .at("/BucketEncryption/ServerSideEncryptionConfiguration/0")
                .at("/ServerSideEncryptionByDefault/KMSMasterKeyID"));

    assertThat(keys.map(it -> it.at("/Fn::GetAtt/0").asText()))
        .allSatisfy(it -> assertThat(it).startsWith("DataKey"));
    assertThat(golden.only("AWS::KMS::Key").path("EnableKeyRotation").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void queueTopicAndBucketRefuseWhatComesWithoutTls(Golden golden) {
    List<JsonNode> policies =
        Stream.of("AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy", "AWS::S3::BucketPolicy")
            .flatMap(it -> golden.all(it).stream())
            .toList();

    assertThat(policies)
        .hasSize(golden == Golden.EVERY_OPTION ? 4 : 2)
        .allSatisfy(
            policy ->
                assertThat(policy.at("/PolicyDocument/Statement"))
                    .anySatisfy(
                        it -> {
                          assertThat(it.path("Effect").asText()).isEqualTo("Deny");
                          assertThat(it.at("/Condition/Bool/aws:SecureTransport").asText())
                              .isEqualTo("false");
                        }));
  }

  @ParameterizedTest
  @EnumSource
  void whatHoldsRecordsIsKept(Golden golden) {
    List<JsonNode> holders = HOLD_RECORDS.stream().flatMap(golden::resources).toList();
    String deletion = golden == Golden.DEV ? "Delete" : "RetainExceptOnCreate";

    assertThat(holders).hasSizeGreaterThanOrEqualTo(3);
    assertThat(holders)
        .allSatisfy(
            it -> {
              assertThat(it.path("DeletionPolicy").asText()).isEqualTo(deletion);
              assertThat(it.path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
            });
  }

  /** The runbook puts the alias back to the version before, so that one must be there. */
  @ParameterizedTest
  @EnumSource
  void aVersionOutlivesTheDeploymentOfTheNext(Golden golden) {
    assertThat(golden.resources("AWS::Lambda::Version"))
        .hasSize(1)
        .allSatisfy(
            it -> assertThat(it.path("DeletionPolicy").asText()).isEqualTo("RetainExceptOnCreate"));
    assertThat(golden.pipeline("AWS::Lambda::Function"))
        .hasSize(1)
        .noneSatisfy(it -> assertThat(it.path("DeletionPolicy").asText()).startsWith("Retain"));
  }

  @ParameterizedTest
  @EnumSource
  void theReplayerFindsItsNamesAmongTheOutputs(Golden golden) {
    List<String> always =
        List.of(
            "StreamName",
            "TableName",
            "DeadLetterQueueUrl",
            "FunctionName",
            "FunctionAlias",
            "MappingId",
            "AlarmTopicArn",
            "ReplayerLookPolicyArn",
            "ReplayerActPolicyArn");
    List<String> byOption =
        List.of("DeadLetterBucketName", "ReplayerRoleArn", "JournalTableName", "RescueBucketName");
    List<String> outputs =
        golden.template().path("Outputs").propertyStream().map(it -> it.getKey()).toList();

    assertThat(outputs)
        .containsExactlyInAnyOrderElementsOf(
            golden == Golden.EVERY_OPTION
                ? Stream.concat(always.stream(), byOption.stream()).toList()
                : always);
  }
}
