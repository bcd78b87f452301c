package io.weir.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weir.infra.CloudWatchAlarm.Series;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each alarm, with what it looks at, the smallest event that it must hear, within how many minutes,
 * and what it may leave unheard.
 */
class AlarmTableTest {

  private static final String ALARM = "AWS::CloudWatch::Alarm";

  /**
   * What an alarm must hear.
   *
   * @param sees metrics and dimensions
   * @param event the smallest that it must hear
   * @param within minutes from its beginning
   * @param less a little less, which it leaves unheard
   */
  private record Row(
      String sees, Map<String, Series> event, int within, Map<String, Series> less) {}

  /** The row of an alarm that looks at one metric. */
  private static Row row(String sees, Series event, int within, Series less) {
    String metric = sees.split(" ", 3)[1];
    return new Row(sees, Map.of(metric, event), within, Map.of(metric, less));
  }

  /** The same value in each of a number of steps, and nothing else. */
  private static Series each(int step, int times, double value) {
    return minute -> minute % step == 0 && minute / step < times ? value : Double.NaN;
  }

  private static Series once(double value) {
    return each(1, 1, value);
  }

  private static Series always(double value) {
    return minute -> value;
  }

  @ParameterizedTest
  @EnumSource
  void eachHearsTheSmallestEventInTime(Golden golden) {
    prove(golden.template());
  }

  static void prove(JsonNode template) {
    Map<String, Row> table = table(template);
    Map<String, JsonNode> alarms = alarms(template);

    assertThat(alarms.keySet()).allSatisfy(it -> assertThat(table).containsKey(it));
    alarms.forEach(
        (name, json) -> {
          Row row = table.getOrDefault(name, new Row("", Map.of(), 0, Map.of()));
          CloudWatchAlarm alarm = new CloudWatchAlarm(json);
          assertThat(sees(json)).as(name).isEqualTo(row.sees);
          assertThat(alarm.heard(row.event, row.within)).as(name + " hears").isNotEmpty();
          assertThat(alarm.heard(row.less, 3 * row.within + 60)).as(name + " leaves").isEmpty();
        });
  }

  private static Map<String, Row> table(JsonNode template) {
    return Stream.of(ofFunction(template), ofDeadLetters(template), ofServices(), ofRescue())
        .flatMap(it -> it.entrySet().stream())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Map<String, Row> ofFunction(JsonNode template) {
    JsonNode mapping = only(template, "AWS::Lambda::EventSourceMapping");
    long window = mapping.path("MaximumBatchingWindowInSeconds").asLong();
    long timeout = only(template, "AWS::Lambda::Function").path("Timeout").asLong();
    int pace = (int) (timeout + (window > 5 ? window : 0) + 59) / 60;
    int five = (5 + pace - 1) / pace;
    double late = 60_001 + window * 1_000;
    double half = (mapping.path("MaximumRecordAgeInSeconds").asLong() + window) * 500.0;
    String function = "AWS/Lambda %s by FunctionName";
    return Map.of(
        "iterator-age",
        row(
            function.formatted("IteratorAge"),
            each(pace, five, late),
            five * pace,
            each(pace, five, late - 1)),
        "about-to-give-up",
        row(function.formatted("IteratorAge"), once(half + 1), 1, always(half)),
        "errors",
        row(function.formatted("Errors"), each(pace, 2, 1), 2 * pace, once(pace > 2 ? 0 : 1)),
        "slow",
        row(
            function.formatted("Duration"),
            each(pace, 2, timeout * 800.0 + 1),
            2 * pace,
            always(timeout * 800.0)),
        "deferred",
        row("Weir Deferred by Service", each(pace, 3, 1), 3 * pace, always(0)),
        "throttles",
        row(function.formatted("Throttles"), each(2, 3, 1), 5, each(1, 2, 100)));
  }

  private static Map<String, Row> ofDeadLetters(JsonNode template) {
    int half = only(template, "AWS::SQS::Queue").path("MessageRetentionPeriod").asInt() / 2 / 60;
    String queue = "AWS/SQS %s by QueueName";
    String mapping = "AWS/Lambda %s by EventSourceMappingUUID";
    String both =
        queue.formatted("ApproximateNumberOfMessagesNotVisible")
            + ", "
            + queue.formatted("ApproximateNumberOfMessagesVisible");
    return Map.of(
        "dead-letters",
        row(queue.formatted("ApproximateNumberOfMessagesVisible"), once(1), 1, always(0)),
        "dead-letters-arrive",
        row(queue.formatted("NumberOfMessagesSent"), once(1), 1, always(0)),
        "dead-letters-wait",
        new Row(
            both,
            Map.of("visible", once(1)),
            half,
            Map.of("visible", minute -> minute % half < 120 ? 0 : 1)),
        "dead-letters-reminder",
        new Row(
            queue.formatted("ApproximateNumberOfMessagesVisible"),
            Map.of("visible", always(1)),
            24 * 60,
            Map.of("visible", always(0))),
        "undelivered",
        row("AWS/Lambda DestinationDeliveryFailures by FunctionName", once(1), 1, always(0)),
        "dropped",
        row(mapping.formatted("DroppedEventCount"), once(1), 1, always(0)),
        "dead-letters-stored",
        row(mapping.formatted("OnFailureDestinationDeliveredEventCount"), once(1), 1, always(0)),
        "dead-letters-kept",
        row("AWS/S3 NumberOfObjects by BucketName StorageType", once(1), 24 * 60, always(0)));
  }

  private static Map<String, Row> ofServices() {
    String stream = "AWS/Kinesis %s by StreamName";
    String throttled = "AWS/DynamoDB WriteThrottleEvents by ";
    Map<String, Series> three = Map.of("WriteThrottleEvents", each(2, 3, 1));
    Map<String, Series> two = Map.of("WriteThrottleEvents", each(1, 2, 100));
    return Map.of(
        "standstill",
        new Row(
            stream.formatted("GetRecords.Success"),
            Map.of(),
            15,
            Map.of("GetRecords.Success", each(15, 1_000, 1))),
        "unread",
        new Row(
            stream.formatted("IncomingRecords")
                + ", AWS/Lambda PolledEventCount by EventSourceMappingUUID",
            Map.of("incoming", each(5, 3, 1)),
            15,
            Map.of("incoming", always(5), "polled", each(15, 1_000, 1))),
        "stream-writes-throttled",
        row(stream.formatted("WriteProvisionedThroughputExceeded"), once(1), 1, always(0)),
        "stream-reads-throttled",
        row(
            stream.formatted("ReadProvisionedThroughputExceeded"),
            each(1, 10, 1),
            10,
            each(1, 9, 100)),
        "table-throttled",
        new Row(throttled + "TableName", three, 5, two),
        "index-throttled",
        new Row(throttled + "GlobalSecondaryIndexName TableName", three, 5, two),
        "table-errors",
        new Row(
            "AWS/DynamoDB SystemErrors by Operation TableName",
            Map.of("inserts", each(2, 3, 1), "reads", each(5, 1, 1)),
            5,
            Map.of("inserts", each(1, 2, 100))));
  }

  private static Map<String, Row> ofRescue() {
    return Map.of(
        "rescue-failed",
        row("AWS/Lambda Errors by FunctionName", once(1), 1, always(0)),
        "rescue-silent",
        new Row(
            "AWS/Lambda Invocations by FunctionName",
            Map.of(),
            45,
            Map.of("Invocations", each(45, 1_000, 1))));
  }

  /** One forgotten message had held the alarm, and more told no person (C6). */
  @Test
  void moreDeadLettersAreHeardWhileOneWaits() {
    CloudWatchAlarm alarm = alarm(Golden.PROD, "dead-letters-arrive");

    assertThat(alarm.heard(Map.of("NumberOfMessagesSent", each(60, 3, 100_000)), 180))
        .containsExactly(1, 61, 121);
  }

  /** An alarm tells a change of its state and nothing else: so its state changes each day. */
  @Test
  void whatWaitsIsToldOfEachDayAtTheSameHour() {
    assertThat(
            alarm(Golden.PROD, "dead-letters-reminder")
                .heard(Map.of("visible", always(1)), 3 * 24 * 60))
        .containsExactly(7 * 60 + 5, 31 * 60 + 5, 55 * 60 + 5);
    assertThat(
            alarm(Golden.EVERY_OPTION, "dead-letters-reminder")
                .heard(Map.of("visible", always(1)), 24 * 60))
        .containsExactly(5 * 60 + 5);
  }

  /** A queue that stopped to report while it was full had looked well (C6). */
  @Test
  void aQueueThatStopsToReportIsAsItWas() {
    Map<String, Series> stops =
        Map.of("ApproximateNumberOfMessagesVisible", minute -> minute < 10 ? 1 : Double.NaN);

    assertThat(alarm(Golden.PROD, "dead-letters").heard(stops, 24 * 60)).containsExactly(1);
  }

  @ParameterizedTest
  @EnumSource
  void oneAlarmJoinsThoseThatSayThatRecordsMayBeLost(Golden golden) {
    String rule = golden.only("AWS::CloudWatch::CompositeAlarm").path("AlarmRule").toString();

    List<String> joined =
        golden
            .template()
            .path("Resources")
            .propertyStream()
            .filter(it -> rule.contains("\"" + it.getKey() + "\""))
            .map(it -> bare(it.getValue().at("/Properties/AlarmName").asText()))
            .toList();

    assertThat(joined)
        .containsExactlyInAnyOrder(
            "about-to-give-up",
            "dead-letters-wait",
            "dropped",
            "standstill",
            "stream-writes-throttled",
            "undelivered",
            "unread");
  }

  private static CloudWatchAlarm alarm(Golden golden, String name) {
    return new CloudWatchAlarm(alarms(golden.template()).getOrDefault(name, Golden.parse("{}")));
  }

  private static String sees(JsonNode alarm) {
    List<JsonNode> metrics = alarm.has("Metrics") ? alarm.findValues("Metric") : List.of(alarm);
    return metrics.stream()
        .map(
            it ->
                it.path("Namespace").asText().replace("Payments/", "")
                    + " "
                    + it.path("MetricName").asText()
                    + " by "
                    + it.path("Dimensions")
                        .valueStream()
                        .map(each -> each.path("Name").asText())
                        .sorted()
                        .collect(Collectors.joining(" ")))
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static Map<String, JsonNode> alarms(JsonNode template) {
    return template
        .path("Resources")
        .valueStream()
        .filter(it -> it.path("Type").asText().equals(ALARM))
        .map(it -> it.path("Properties"))
        .collect(Collectors.toMap(it -> bare(it.path("AlarmName").asText()), it -> it));
  }

  private static String bare(String name) {
    return name.replaceFirst("^weir-(dev|prod)-", "");
  }

  private static JsonNode only(JsonNode template, String type) {
    return template
        .path("Resources")
        .valueStream()
        .filter(it -> it.path("Type").asText().equals(type))
        .map(it -> it.path("Properties"))
        .filter(it -> !it.path("FunctionName").asText().endsWith("-rescue"))
        .findFirst()
        .orElseThrow();
  }
}
