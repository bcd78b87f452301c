package io.weir.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The alarms: what they look at, whom they tell, and what they say. */
class AlarmsTest {

  private static final String ALARM = "AWS::CloudWatch::Alarm";

  private static final List<String> NAMES =
      List.of(
          "iterator-age",
          "about-to-give-up",
          "standstill",
          "unread",
          "dead-letters",
          "dead-letters-arrive",
          "dead-letters-reminder",
          "dead-letters-wait",
          "undelivered",
          "dropped",
          "errors",
          "throttles",
          "slow",
          "deferred",
          "stream-writes-throttled",
          "stream-reads-throttled",
          "table-throttled",
          "table-errors");

  @Test
  void thereIsOneForEachWayToLoseOrDelayARecord() {
    assertThat(named(Golden.DEV))
        .containsOnlyKeys(
            Stream.concat(names("dev"), Stream.of("weir-dev-index-throttled")).toList());
    assertThat(named(Golden.PROD))
        .containsOnlyKeys(
            Stream.concat(names("prod"), Stream.of("weir-prod-index-throttled")).toList());
    assertThat(named(Golden.EVERY_OPTION))
        .containsOnlyKeys(
            Stream.concat(
                    names("prod"),
                    Stream.of(
                        "weir-prod-dead-letters-stored",
                        "weir-prod-dead-letters-kept",
                        "weir-prod-rescue-failed",
                        "weir-prod-rescue-silent"))
                .toList());
  }

  @ParameterizedTest
  @EnumSource
  void eachHasASectionOfItsNameInTheRunbook(Golden golden) throws IOException {
    List<String> sections =
        Files.readAllLines(Path.of("..", "docs", "runbook.md")).stream()
            .filter(line -> line.startsWith("## "))
            .map(line -> line.substring("## ".length()))
            .toList();

    assertThat(named(golden).keySet())
        .allSatisfy(name -> assertThat(sections).contains(name.replaceFirst("^weir-[a-z]+-", "")));
  }

  @ParameterizedTest
  @EnumSource
  void eachLooksAtADimension(Golden golden) {
    assertThat(named(golden))
        .allSatisfy(
            (name, alarm) ->
                assertThat(metrics(alarm))
                    .as(name)
                    .isNotEmpty()
                    .allSatisfy(it -> assertThat(it.path("Dimensions")).isNotEmpty()));
  }

  @ParameterizedTest
  @EnumSource
  void eachTellsTheTopicWhenItBeginsAndWhenItEnds(Golden golden) {
    assertThat(named(golden))
        .allSatisfy(
            (name, alarm) -> {
              assertThat(alarm.at("/AlarmActions/0/Ref").asText())
                  .as(name)
                  .startsWith("AlarmsTopic");
              if (name.endsWith("-dead-letters-reminder")) {
                assertThat(alarm.has("OKActions")).as("its end says nothing").isFalse();
              } else {
                assertThat(alarm.path("OKActions")).as(name).isEqualTo(alarm.path("AlarmActions"));
              }
            });
  }

  @ParameterizedTest
  @EnumSource
  void eachNamesItsSectionOfTheRunbook(Golden golden) {
    assertThat(named(golden))
        .allSatisfy(
            (name, alarm) ->
                assertThat(alarm.path("AlarmDescription").asText())
                    .endsWith(
                        golden == Golden.EVERY_OPTION
                            ? " See https://wiki.example.com/weir#" + bare(name)
                            : " See docs/runbook.md#" + bare(name)));
  }

  @ParameterizedTest
  @EnumSource
  void alarmsOfThisAccountMayPublishToTheTopic(Golden golden) {
    JsonNode statements = golden.only("AWS::SNS::TopicPolicy").at("/PolicyDocument/Statement");

    assertThat(statements)
        .anySatisfy(
            it -> {
              assertThat(it.path("Effect").asText()).isEqualTo("Allow");
              assertThat(it.path("Action").asText()).isEqualTo("sns:Publish");
              assertThat(it.at("/Principal/Service").asText())
                  .isEqualTo("cloudwatch.amazonaws.com");
              assertThat(it.at("/Condition/StringEquals/aws:SourceAccount/Ref").asText())
                  .isEqualTo("AWS::AccountId");
            });
  }

  /** They would be silent when that key is disabled, and tell of just that (C5). */
  @Test
  void theTopicIsNotUnderTheCustomersKey() {
    assertThat(Golden.EVERY_OPTION.only("AWS::SNS::Topic").has("KmsMasterKeyId")).isFalse();
    assertThat(Golden.EVERY_OPTION.only("AWS::KMS::Key").toString())
        .doesNotContain("cloudwatch.amazonaws.com");
  }

  @Test
  void silenceIsFineEverywhereButWhereItIsWhatIsWrong() {
    assertThat(named(Golden.PROD))
        .allSatisfy(
            (name, alarm) -> {
              boolean silence = name.equals("weir-prod-standstill");
              boolean level = name.matches("weir-prod-dead-letters(-wait)?");
              assertThat(alarm.path("TreatMissingData").asText())
                  .as(name)
                  .isEqualTo(silence ? "breaching" : level ? "ignore" : "notBreaching");
              assertThat(alarm.path("ComparisonOperator").asText())
                  .as(name)
                  .isEqualTo(silence ? "LessThanOrEqualToThreshold" : "GreaterThanThreshold");
            });
  }

  @Test
  void thresholdsFollowTheSettings() {
    Map<String, JsonNode> alarms = named(Golden.EVERY_OPTION);

    assertThat(threshold(alarms, "about-to-give-up")).isEqualTo((43_200_000L + 5_000) / 2);
    assertThat(threshold(alarms, "slow")).isEqualTo(96_000);
    assertThat(threshold(alarms, "dead-letters")).isZero();
  }

  /** A shard has one invocation at a time, which publishes its metrics when it ends. */
  @ParameterizedTest
  @EnumSource
  void anInvocationEndsInEachPeriodOfWhatTheFunctionPublishes(Golden golden) {
    long timeout = golden.only("AWS::Lambda::Function").path("Timeout").asLong();

    assertThat(List.of("-errors", "-slow", "-iterator-age"))
        .allSatisfy(
            name -> {
              long period = ending(golden, name).path("Period").asLong();
              assertThat(period).isGreaterThanOrEqualTo(timeout);
              assertThat(period % 60).isZero();
            });
  }

  @Test
  void theirWindowsAreMinutesWhereTheTimeoutIsOne() {
    assertThat(window(Golden.DEV, "-errors")).isEqualTo("3 x 60");
    assertThat(window(Golden.DEV, "-slow")).isEqualTo("3 x 60");
    assertThat(window(Golden.DEV, "-iterator-age")).isEqualTo("5 x 60");
    assertThat(window(Golden.EVERY_OPTION, "-errors")).isEqualTo("2 x 120");
    assertThat(window(Golden.EVERY_OPTION, "-slow")).isEqualTo("2 x 120");
    assertThat(window(Golden.EVERY_OPTION, "-iterator-age")).isEqualTo("3 x 120");
  }

  private static String window(Golden golden, String name) {
    JsonNode alarm = ending(golden, name);
    return alarm.path("EvaluationPeriods").asText() + " x " + alarm.path("Period").asText();
  }

  /** The age of its oldest message leaves out what was looked at three times (SQS-55). */
  @ParameterizedTest
  @EnumSource
  void aDeadLetterThatIsLookedAtStillWaits(Golden golden) {
    JsonNode alarm = ending(golden, "-dead-letters-wait");

    assertThat(alarm.findValuesAsText("Expression"))
        .containsExactly("FILL(visible, REPEAT) + hidden");
    assertThat(alarm.findValuesAsText("MetricName"))
        .containsExactlyInAnyOrder(
            "ApproximateNumberOfMessagesVisible", "ApproximateNumberOfMessagesNotVisible");
    assertThat(alarm.findValuesAsText("Stat")).containsOnly("Maximum");
    assertThat(alarm.path("Threshold").asLong(-1)).isZero();
  }

  /** And CloudWatch takes it: a day of short periods, 7 days of hours (CW-62). */
  @ParameterizedTest
  @EnumSource
  void aQueueThatIsNotEmptyForHalfOfItsRetentionSounds(Golden golden) {
    long half = golden.only("AWS::SQS::Queue").path("MessageRetentionPeriod").asLong() / 2;
    JsonNode alarm = ending(golden, "-dead-letters-wait");
    List<String> periods = alarm.findValuesAsText("Period").stream().distinct().toList();
    long period = Long.parseLong(periods.get(0));
    long window = period * alarm.path("EvaluationPeriods").asLong();

    assertThat(periods).hasSize(1);
    assertThat(alarm.path("EvaluationPeriods").asLong()).isGreaterThan(5);
    assertThat(alarm.has("DatapointsToAlarm")).isFalse();
    assertThat(window).isBetween(half - period + 1, half);
    assertThat(window).isLessThanOrEqualTo(period < 3_600 ? 86_400 : 604_800);
  }

  /** What is watched and not written would be deaf for ever. */
  @ParameterizedTest
  @EnumSource
  void theFunctionWritesEachMetricOfItsOwnThatIsWatched(Golden golden) throws IOException {
    String written =
        Files.readString(
            Path.of("..", "handler", "src", "main", "java", "io", "weir", "handler", "Tally.java"));
    List<String> watched =
        golden.all(ALARM).stream()
            .flatMap(it -> metrics(it).stream())
            .filter(it -> it.path("Namespace").asText().endsWith("Weir"))
            .map(it -> it.path("MetricName").asText())
            .toList();

    assertThat(watched)
        .isNotEmpty()
        .allSatisfy(it -> assertThat(written).contains("(\"" + it + "\")"));
    assertThat(
            golden
                .only("AWS::Lambda::Function")
                .at("/Environment/Variables/POWERTOOLS_SERVICE_NAME")
                .asText())
        .isEqualTo(ending(golden, "-deferred").at("/Dimensions/0/Value").asText());
  }

  private static String bare(String name) {
    return name.replaceFirst("^weir-[a-z]+-", "");
  }

  private static JsonNode ending(Golden golden, String name) {
    return golden.all(ALARM).stream()
        .filter(it -> it.path("AlarmName").asText().endsWith(name))
        .findFirst()
        .orElseThrow();
  }

  /** The metrics that it looks at: its own, or those of its expression. */
  private static List<JsonNode> metrics(JsonNode alarm) {
    return alarm.has("Metrics") ? alarm.findValues("Metric") : List.of(alarm);
  }

  private static long threshold(Map<String, JsonNode> alarms, String name) {
    return alarms
        .getOrDefault("weir-prod-" + name, Golden.parse("{}"))
        .path("Threshold")
        .asLong(-1);
  }

  private static Stream<String> names(String stage) {
    return NAMES.stream().map(it -> "weir-" + stage + "-" + it);
  }

  private static Map<String, JsonNode> named(Golden golden) {
    return golden.all(ALARM).stream()
        .collect(Collectors.toMap(it -> it.path("AlarmName").asText(), Function.identity()));
  }
}
