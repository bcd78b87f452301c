package io.weir.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.infra.loss.LossRule;
import io.weir.infra.loss.LossRules;
import io.weir.infra.loss.LossRules.Violation;
import io.weir.infra.loss.Template;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each setting that could lose a record, put into a template that is otherwise good. */
class LossRulesTest {

  private static final String MAPPING = "AWS::Lambda::EventSourceMapping";
  private static final String STREAM = "AWS::Kinesis::Stream";
  private static final String QUEUE = "AWS::SQS::Queue";
  private static final String BUCKET = "AWS::S3::Bucket";
  private static final String TABLE = "AWS::DynamoDB::Table";

  private static final String KEY = "AWS::KMS::Key";

  private static final String QUEUE_AS_DESTINATION =
      "{\"OnFailure\": {\"Destination\": {\"Fn::GetAtt\": [\"DeadLettersQueue631681B1\", \"Arn\"]}}}";

  private static final String LIFECYCLE =
      "{\"Rules\": [{\"Status\": \"Enabled\", \"ExpirationInDays\": 30}]}";

  @ParameterizedTest
  @EnumSource
  void theGoldenTemplatesLoseNothing(Golden golden) {
    boolean durable = golden != Golden.DEV;

    assertThat(new LossRules(durable).violations(Template.of(golden.template()))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "MaximumRetryAttempts,       -1,                  ENDLESS_RETRIES",
    "MaximumRetryAttempts,       ,                    ENDLESS_RETRIES",
    "MaximumRetryAttempts,       '{\"Ref\": \"P\"}',  ENDLESS_RETRIES",
    "MaximumRecordAgeInSeconds,  -1,                  ENDLESS_AGE",
    "MaximumRecordAgeInSeconds,  ,                    ENDLESS_AGE",
    "MaximumRecordAgeInSeconds,  82801,               STREAM_TOO_SHORT",
    "MaximumBatchingWindowInSeconds, 10801,           AGE_BELOW_WINDOW",
    "DestinationConfig,          ,                    NO_DESTINATION",
    "FunctionResponseTypes,      ,                    NO_REPORT",
    "FunctionResponseTypes,      [],                  NO_REPORT",
    "BisectBatchOnFunctionError, ,                    NO_BISECT",
    "BisectBatchOnFunctionError, false,               NO_BISECT",
    "StartingPosition,           '\"LATEST\"',        STARTS_LATE",
    "StartingPosition,           '\"AT_TIMESTAMP\"',  STARTS_LATE",
    "FilterCriteria,             '{\"Filters\": []}', FILTERED",
    "Enabled,                    false,               SWITCHED_OFF",
    "TumblingWindowInSeconds,    60,                  WINDOWED",
    "EventSourceArn,             '\"arn:elsewhere\"', STREAM_UNKNOWN",
  })
  void aMappingThatCouldLoseARecordIsRefused(String property, String json, LossRule rule) {
    assertThat(rules(broken(Golden.PROD, MAPPING, set(property, json)))).containsExactly(rule);
  }

  @ParameterizedTest
  @CsvSource({
    "AWS::Lambda::EventSourceMapping, Enabled, '{\"Ref\": \"P\"}', SWITCHED_OFF",
    "AWS::Lambda::EventSourceMapping, BisectBatchOnFunctionError, '{\"Ref\": \"P\"}', NO_BISECT",
    "AWS::SQS::Queue, FifoQueue, '{\"Ref\": \"P\"}', FIFO_DESTINATION",
    "AWS::DynamoDB::Table, TimeToLiveSpecification, '{\"Enabled\": {\"Ref\": \"P\"}}', ITEMS_EXPIRE",
    "AWS::DynamoDB::Table, TimeToLiveSpecification, '{\"Fn::If\": []}', ITEMS_EXPIRE",
  })
  void aFlagThatIsOnlyKnownAtDeploymentCountsAsSetWrong(
      String type, String property, String json, LossRule rule) {
    assertThat(rules(broken(Golden.PROD, type, set(property, json)))).containsExactly(rule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Fn::If\": []}",
        "{\"Rules\": {\"Fn::If\": []}}",
        "{\"Rules\": [{\"Fn::If\": []}]}",
        "{\"Rules\": [{\"Status\": {\"Ref\": \"P\"}, \"ExpirationInDays\": 30}]}",
      })
  void aLifecycleThatIsOnlyKnownAtDeploymentCountsAsExpiring(String lifecycle) {
    assertThat(rules(broken(Golden.EVERY_OPTION, BUCKET, set("LifecycleConfiguration", lifecycle))))
        .containsExactly(LossRule.DEAD_LETTERS_EXPIRE);
  }

  @ParameterizedTest
  @CsvSource({
    "AWS::Lambda::EventSourceMapping, Enabled, true",
    "AWS::Lambda::EventSourceMapping, Enabled, '\"true\"'",
    "AWS::SQS::Queue, FifoQueue, false",
    "AWS::DynamoDB::Table, TimeToLiveSpecification, '{\"Enabled\": false}'",
  })
  void aFlagThatSaysWhatIsSafeIsFine(String type, String property, String json) {
    assertThat(rules(broken(Golden.PROD, type, set(property, json)))).isEmpty();
  }

  @Test
  void theFunctionsRoleMustBeAllowedToWriteDeadLetters() {
    for (Golden golden : Golden.values()) {
      String action = golden == Golden.EVERY_OPTION ? "s3:PutObject" : "sqs:SendMessage";
      JsonNode denied =
          Golden.parse(golden.template().toString().replace(action, "sqs:GetQueueUrl"));
      JsonNode noRole =
          broken(golden, "AWS::Lambda::Function", set("Role", "\"arn:aws:iam::1:role/other\""));

      assertThat(rules(denied, false)).containsExactly(LossRule.DESTINATION_REFUSES);
      assertThat(rules(noRole, false)).contains(LossRule.DESTINATION_REFUSES);
    }
  }

  /** Lambda could not read, or would drop its dead letter (ESM-33). */
  @Test
  void theFunctionsRoleMustBeAllowedToUseTheKey() {
    for (String action : List.of("kms:Decrypt", "kms:GenerateDataKey")) {
      JsonNode template = Golden.EVERY_OPTION.template();
      JsonNode denied =
          Golden.parse(template.toString().replace("\"" + action + "\"", "\"kms:ListAliases\""));

      assertThat(
              rules(broken(denied, MAPPING, set("DestinationConfig", QUEUE_AS_DESTINATION)), true))
          .contains(LossRule.KEY_REFUSES);
    }
    assertThat(rules(Golden.EVERY_OPTION.template())).isEmpty();
  }

  @Test
  void withoutBisectingABatchOfOneIsFine() {
    JsonNode template =
        broken(
            Golden.PROD,
            MAPPING,
            properties -> properties.put("BatchSize", 1).remove("BisectBatchOnFunctionError"));

    assertThat(rules(template)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "AWS::Kinesis::Stream,  RetentionPeriodHours,   342,      STREAM_TOO_SHORT",
    "AWS::Kinesis::Stream,  RetentionPeriodHours,   ,         STREAM_TOO_SHORT",
    "AWS::SQS::Queue,       MessageRetentionPeriod, 1270801,  STREAM_TOO_SHORT",
    "AWS::SQS::Queue,       FifoQueue,              true,     FIFO_DESTINATION",
    "AWS::SQS::Queue,       RedrivePolicy,          '{}',     DEAD_LETTERS_MOVE",
    "AWS::SQS::Queue,       VisibilityTimeout,      604801,   HIDDEN_TOO_LONG",
    "AWS::DynamoDB::Table,  TimeToLiveSpecification, '{\"Enabled\": true}', ITEMS_EXPIRE",
  })
  void whatTheMappingJoinsIsJudgedToo(String type, String property, String json, LossRule rule) {
    assertThat(rules(broken(Golden.PROD, type, set(property, json)))).containsExactly(rule);
  }

  @Test
  void aBucketMustKeepItsObjectsAndHasAnInequalityOfItsOwn() {
    JsonNode expiring =
        broken(Golden.EVERY_OPTION, BUCKET, set("LifecycleConfiguration", LIFECYCLE));
    JsonNode tooShort = broken(Golden.EVERY_OPTION, STREAM, set("RetentionPeriodHours", "23"));
    JsonNode exact = broken(Golden.EVERY_OPTION, STREAM, set("RetentionPeriodHours", "24"));

    assertThat(rules(expiring)).containsExactly(LossRule.DEAD_LETTERS_EXPIRE);
    assertThat(rules(tooShort)).containsExactly(LossRule.STREAM_TOO_SHORT);
    assertThat(rules(exact)).isEmpty();
  }

  @Test
  void theStreamMustOutliveAgeAndQueueAndAnHourToTheSecond() {
    JsonNode exact = broken(Golden.PROD, STREAM, set("RetentionPeriodHours", "343"));
    JsonNode aSecondLess =
        broken(
            Golden.PROD,
            MAPPING,
            set(
                "MaximumRecordAgeInSeconds",
                String.valueOf(15 * 86_400 - 14 * 86_400 - 3_600 + 1)));

    assertThat(rules(exact)).isEmpty();
    assertThat(rules(aSecondLess)).containsExactly(LossRule.STREAM_TOO_SHORT);
  }

  @Test
  void whatHoldsRecordsOutlivesAReplacementAlwaysAndTheStackInProd() {
    for (String type : List.of(STREAM, QUEUE, TABLE)) {
      assertThat(rules(policy(Golden.DEV, type, "UpdateReplacePolicy"), false))
          .containsExactly(LossRule.LOST_BY_REPLACEMENT);
      assertThat(rules(policy(Golden.DEV, type, "DeletionPolicy"), false)).isEmpty();
      assertThat(rules(policy(Golden.PROD, type, "DeletionPolicy"), true))
          .containsExactly(LossRule.LOST_WITH_THE_STACK);
    }
    assertThat(rules(policy(Golden.EVERY_OPTION, KEY, "UpdateReplacePolicy"), true))
        .containsExactly(LossRule.LOST_BY_REPLACEMENT);
  }

  private static JsonNode policy(Golden golden, String type, String policy) {
    JsonNode template = golden.template();
    resource(template, type).put(policy, "Delete");
    return template;
  }

  private static JsonNode broken(Golden golden, String type, Consumer<ObjectNode> change) {
    return broken(golden.template(), type, change);
  }

  private static JsonNode broken(JsonNode template, String type, Consumer<ObjectNode> change) {
    change.accept((ObjectNode) resource(template, type).path("Properties"));
    return template;
  }

  private static Consumer<ObjectNode> set(String property, @Nullable String json) {
    return properties -> {
      if (json == null) {
        properties.remove(property);
      } else {
        properties.set(property, Golden.parse(json));
      }
    };
  }

  private static ObjectNode resource(JsonNode template, String type) {
    return (ObjectNode)
        template
            .path("Resources")
            .valueStream()
            .filter(it -> it.path("Type").asText().equals(type))
            .findFirst()
            .orElseThrow();
  }

  private static List<LossRule> rules(JsonNode template) {
    return rules(template, true);
  }

  private static List<LossRule> rules(JsonNode template, boolean durable) {
    return new LossRules(durable)
        .violations(Template.of(template)).stream().map(Violation::rule).toList();
  }
}
