package io.weir.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.infra.loss.ForeignEnds;
import io.weir.infra.loss.LossRule;
import io.weir.infra.loss.LossRules;
import io.weir.infra.loss.LossRules.Violation;
import io.weir.infra.loss.Template;
import io.weir.infra.settings.Settings;
import io.weir.infra.stack.Jars;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.services.kinesis.CfnStream;
import software.amazon.awscdk.services.lambda.Code;

/** The pipeline beside what a team already has, and in an app of the team's own. */
@NeedsNode
@Timeout(300)
class BesideTest {

  private static final String HERE = ":us-east-1:123456789012:";

  private static final Map<String, String> EVERYTHING =
      Map.ofEntries(
          Map.entry("namePrefix", "eu-"),
          Map.entry("stackName", "events-eu"),
          Map.entry("existingStream", "arn:aws:kinesis" + HERE + "stream/orders"),
          Map.entry("streamRetention", "24h"),
          Map.entry("existingQueue", "arn:aws:sqs" + HERE + "orders-dlq"),
          Map.entry("queueRetention", "22h"),
          Map.entry("visibility", "15m"),
          Map.entry("existingTable", "arn:aws:dynamodb" + HERE + "table/orders"),
          Map.entry("index", "all"),
          Map.entry("existingTopic", "arn:aws:sns" + HERE + "on-call"),
          Map.entry("customerKey", "on"),
          Map.entry("existingKey", "arn:aws:kms" + HERE + "key/1234"),
          Map.entry("existingLogGroup", "arn:aws:logs" + HERE + "log-group:orders"));

  @Test
  void whatIsThereIsReadAndNotMade(@TempDir Path out) {
    JsonNode template = Synthesis.template(EVERYTHING, out);
    String text = template.toString();

    assertThat(types(template))
        .doesNotContain(
            "AWS::Kinesis::Stream",
            "AWS::SQS::Queue",
            "AWS::DynamoDB::Table",
            "AWS::SNS::Topic",
            "AWS::KMS::Key",
            "AWS::Logs::LogGroup")
        .contains("AWS::Lambda::EventSourceMapping", "AWS::CloudWatch::Alarm");
    assertThat(only(template, "AWS::Lambda::EventSourceMapping").path("EventSourceArn").asText())
        .isEqualTo("arn:aws:kinesis" + HERE + "stream/orders");
    assertThat(
            only(template, "AWS::Lambda::EventSourceMapping")
                .at("/DestinationConfig/OnFailure/Destination")
                .asText())
        .isEqualTo("arn:aws:sqs" + HERE + "orders-dlq");
    assertThat(only(template, "AWS::Lambda::Function").path("FunctionName").asText())
        .isEqualTo("eu-EventStreamHandler");
    assertThat(only(template, "AWS::Lambda::Function").at("/LoggingConfig/LogGroup").asText())
        .isEqualTo("orders");
    assertThat(only(template, "AWS::Lambda::Function").at("/Environment/Variables/TABLE_NAME"))
        .hasToString("\"orders\"");
    assertThat(text).contains("events-eu-undelivered").doesNotContain("weir-dev-");
    assertThat(template.path("Outputs").propertyStream().map(Map.Entry::getKey))
        .contains("StreamName", "TableName", "DeadLetterQueueUrl", "MappingId");
  }

  /** By what its owner says of it: the rules cannot see more. */
  @Test
  void theRulesAgainstLossHoldForForeignEndsAsFarAsTheyAreSaid(@TempDir Path out) {
    Template template = Template.of(Synthesis.template(EVERYTHING, out));

    assertThat(rules(template, ForeignEnds.stream(24))).isEmpty();
    assertThat(rules(template, ForeignEnds.stream(23))).containsExactly(LossRule.STREAM_TOO_SHORT);
    assertThat(new LossRules(false).violations(template))
        .extracting(Violation::rule)
        .contains(LossRule.STREAM_UNKNOWN);
  }

  private static List<LossRule> rules(Template template, JsonNode stream) {
    ForeignEnds ends =
        new ForeignEnds(Optional.of(stream), Optional.of(ForeignEnds.queue(79_200, 900)));
    return new LossRules(false, Set.of(), ends)
        .violations(template).stream().map(Violation::rule).toList();
  }

  @Test
  void aTeamsOwnAppHasAPipelineForItsStream(@TempDir Path out) {
    App app = App.Builder.create().outdir(out.toString()).build();
    new Pipeline(
        TeamApp.in(app),
        "More",
        Settings.from(Map.of("stackName", "more", "namePrefix", "more-")),
        Jars.of(Code.fromAsset(Synthesis.STAND_IN.toString())));
    app.synth();
    JsonNode template = Golden.read(out.resolve("orders.template.json"));

    assertThat(
            template
                .path("Resources")
                .valueStream()
                .map(it -> it.at("/Properties/EventSourceArn/Fn::GetAtt/0").asText()))
        .anyMatch(it -> it.startsWith("Orders"))
        .anyMatch(it -> it.startsWith("MoreEventSourceStream"));
    assertThat(template.toString())
        .contains("\"orders-EventLogs\"", "\"orders-undelivered\"", "\"more-EventLogs\"");
    assertThat(template.path("Outputs").size()).isGreaterThanOrEqualTo(9);
    assertThat(
            template
                .path("Resources")
                .valueStream()
                .filter(it -> it.at("/Properties/AlarmName").asText().startsWith("orders-"))
                .map(it -> it.at("/Properties/AlarmActions/0/Ref").asText()))
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it).startsWith("OnCall"));
  }

  /** The stream is in the same app, so that its real retention is judged, not what was said. */
  @Test
  void aTeamsStreamThatForgetsTooSoonDoesNotSynthesize(@TempDir Path out) {
    App app = App.Builder.create().outdir(out.toString()).build();
    TeamApp stack = TeamApp.in(app);
    stack.getNode().findAll().stream()
        .filter(CfnStream.class::isInstance)
        .map(CfnStream.class::cast)
        .forEach(it -> it.setRetentionPeriodHours(24));

    assertThatException().isThrownBy(app::synth).withMessageContaining("Validation failed");
    assertThat(out.resolve("validation-report.json"))
        .content()
        .contains("weir-stream-too-short")
        .doesNotContain("Mails");
  }

  private static List<String> types(JsonNode template) {
    return template
        .path("Resources")
        .valueStream()
        .map(it -> it.path("Type").asText())
        .distinct()
        .toList();
  }

  private static ObjectNode only(JsonNode template, String type) {
    return (ObjectNode)
        template
            .path("Resources")
            .valueStream()
            .filter(it -> it.path("Type").asText().equals(type))
            .findFirst()
            .orElseThrow()
            .path("Properties");
  }
}
