package io.weir.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.infra.loss.ChangeRule;
import io.weir.infra.loss.ChangeRules;
import io.weir.infra.loss.ChangeRules.Change;
import io.weir.infra.loss.Template;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a running stack would lose by the next deployment. */
class ChangeRulesTest {

  private static final String STREAM = "AWS::Kinesis::Stream";

  @ParameterizedTest
  @EnumSource
  void nothingIsLostWhereNothingChanges(Golden golden) {
    assertThat(rules(golden.template(), golden.template())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "AWS::Kinesis::Stream,  RetentionPeriodHours,      359,         STREAM_SHORTENED",
        "AWS::Kinesis::Stream,  RetentionPeriodHours,      ,            STREAM_SHORTENED",
        "AWS::Kinesis::Stream,  Name,                      `\"Other\"`, RENAMED",
        "AWS::Kinesis::Stream,  ShardCount,                5,           SHARDS_TOO_FAR",
        "AWS::SQS::Queue,       MessageRetentionPeriod,    345600,      QUEUE_SHORTENED",
        "AWS::SQS::Queue,       MessageRetentionPeriod,    ,            QUEUE_SHORTENED",
        "AWS::SQS::Queue,       QueueName,                 `\"Other\"`, RENAMED",
        "AWS::DynamoDB::Table,  TableName,                 `\"Other\"`, RENAMED",
        "AWS::DynamoDB::Table,  KeySchema,                 [],          REPLACED",
        "AWS::DynamoDB::Table,  DeletionProtectionEnabled, false,       LESS_KEPT",
        "AWS::DynamoDB::Table,  PointInTimeRecoverySpecification, `{\"PointInTimeRecoveryEnabled\": true, \"RecoveryPeriodInDays\": 34}`, BACKUPS_SHORTENED",
        "AWS::DynamoDB::Table,  PointInTimeRecoverySpecification, , BACKUPS_SHORTENED",
        "AWS::DynamoDB::Table,  GlobalSecondaryIndexes, `[{\"IndexName\": \"byPartitionKey\", \"Projection\": {\"ProjectionType\": \"KEYS_ONLY\"}}]`, INDEX_REPLACED",
        "AWS::Lambda::Function, FunctionName,              `\"Other\"`, RENAMED",
        "AWS::Lambda::Function, Environment, `{\"Variables\": {\"EVENT_ID\": \"/id\"}}`, NEW_IDENTITIES",
        "AWS::Lambda::Function, Environment, `{\"Variables\": {\"EVENTS\": \"lines\"}}`, NEW_IDENTITIES",
        "AWS::Lambda::EventSourceMapping, EventSourceArn,  `\"arn:other\"`, MAPPING_REPLACED",
        "AWS::Lambda::EventSourceMapping, StartingPosition, `\"LATEST\"`, MAPPING_REPLACED",
      })
  void aChangeThatLosesSomethingIsFound(
      String type, String property, String json, ChangeRule rule) {
    JsonNode next = Golden.PROD.template();
    ObjectNode properties = (ObjectNode) resource(next, type).path("Properties");
    if (json == null) {
      properties.remove(property);
    } else {
      properties.set(property, Golden.parse(json));
    }

    List<Change> changes =
        ChangeRules.compare(Template.of(Golden.PROD.template()), Template.of(next));

    assertThat(changes).extracting(Change::rule).containsExactly(rule);
    assertThat(changes.get(0).toString()).hasLineCount(1).contains("The way: ");
    assertThat(changes.get(0).toString().contains("-c accept=" + rule.id()))
        .isEqualTo(rule.acceptable());
  }

  @ParameterizedTest
  @CsvSource({
    "AWS::Kinesis::Stream, RetentionPeriodHours, 8760",
    "AWS::Kinesis::Stream, ShardCount, 4",
    "AWS::Kinesis::Stream, ShardCount, 1",
    "AWS::SQS::Queue, VisibilityTimeout, 60",
    "AWS::Lambda::Function, MemorySize, 4096",
    "AWS::Lambda::EventSourceMapping, MaximumRetryAttempts, 0",
    "AWS::DynamoDB::Table, GlobalSecondaryIndexes, []",
  })
  void aChangeThatLosesNothingIsNot(String type, String property, String json) {
    JsonNode next = Golden.PROD.template();
    ((ObjectNode) resource(next, type).path("Properties")).set(property, Golden.parse(json));

    assertThat(rules(Golden.PROD.template(), next)).isEmpty();
  }

  @Test
  void whatLeavesTheStackOrTakesAnotherPlaceInItIsFound() {
    for (String type : List.of(STREAM, "AWS::SQS::Queue", "AWS::DynamoDB::Table")) {
      JsonNode without = Golden.PROD.template();
      String id = id(without, type);
      ((ObjectNode) without.path("Resources")).remove(id);

      assertThat(rules(Golden.PROD.template(), without)).containsExactly(ChangeRule.REMOVED);
    }
    JsonNode moved = Golden.PROD.template();
    String mapping = id(moved, "AWS::Lambda::EventSourceMapping");
    ObjectNode resources = (ObjectNode) moved.path("Resources");
    resources.set("Another", resources.remove(mapping));

    assertThat(rules(Golden.PROD.template(), moved)).containsExactly(ChangeRule.MAPPING_REPLACED);
  }

  /** A stage that kept its data would not any more. */
  @Test
  void aStageThatWasProdStaysProd() {
    assertThat(rules(Golden.PROD.template(), Golden.DEV.template()))
        .contains(ChangeRule.LESS_KEPT, ChangeRule.STREAM_SHORTENED, ChangeRule.QUEUE_SHORTENED);
  }

  @Test
  void aTemplateOfSomethingElseIsSaidToBeUnknown() {
    assertThat(rules(Golden.parse("{\"Resources\": {}}"), Golden.PROD.template()))
        .containsExactly(ChangeRule.UNKNOWN);
  }

  static List<ChangeRule> rules(JsonNode before, JsonNode after) {
    return ChangeRules.compare(Template.of(before), Template.of(after)).stream()
        .map(Change::rule)
        .toList();
  }

  private static JsonNode resource(JsonNode template, String type) {
    return template.path("Resources").path(id(template, type));
  }

  private static String id(JsonNode template, String type) {
    return template
        .path("Resources")
        .propertyStream()
        .filter(it -> it.getValue().path("Type").asText().equals(type))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }
}
