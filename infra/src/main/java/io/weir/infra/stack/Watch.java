package io.weir.infra.stack;

import io.weir.infra.settings.Destination;
import io.weir.infra.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.constructs.Construct;

/**
 * The alarms. Each says what is wrong, and which section of the runbook says what to do; the
 * section has the alarm's name.
 */
final class Watch extends Construct {

  private final String prefix;
  private final AlarmTopic topic;
  private final List<IAlarm> alarms = new ArrayList<>();

  Watch(Construct scope, String id, Settings settings, Signals signals, AlarmTopic topic) {
    super(scope, id);
    this.prefix = "weir-" + settings.stage().label() + "-";
    this.topic = topic;
    lateness(settings, signals);
    deadLetters(settings, signals);
    function(settings, signals);
    limits(settings, signals);
  }

  /** Returns all of them, for the dashboard. */
  List<IAlarm> alarms() {
    return List.copyOf(alarms);
  }

  private void lateness(Settings settings, Signals signals) {
    long discardMillis = settings.mapping().maxRecordAge().toMillis();
    above(
        "iterator-age",
        signals.iteratorAge(),
        new Limit(60_000, 5),
        "The function is more than a minute behind, for 5 minutes: a backlog, or a shard that is"
            + " held up.");
    above(
        "about-to-give-up",
        signals.iteratorAge(),
        new Limit(discardMillis / 2, 1),
        "Records have reached half of maxRecordAge. At all of it they are given up unprocessed.");
    above(
        "standstill",
        signals.standstill(),
        new Limit(0, 3),
        "Records come in and none are read, for 15 minutes: the mapping is off or stuck. No other"
            + " alarm sees this.");
  }

  private void deadLetters(Settings settings, Signals signals) {
    above(
        "dead-letters",
        signals.waiting(),
        new Limit(0, 1),
        "Records were given up or parked: each message holds or points to at least one.");
    above(
        "dead-letters-wait",
        signals.oldest(),
        new Limit(settings.deadLetters().retention().toSeconds() / 2, 1),
        "A dead letter has waited for half the time after which the queue forgets it.");
    above(
        "undelivered",
        signals.undelivered(),
        new Limit(0, 1),
        "A dead letter could not be written: its records are in the stream only, and Lambda will"
            + " not try again.");
    above(
        "dropped",
        signals.mapping("DroppedEventCount"),
        new Limit(0, 1),
        "The mapping dropped records without a dead letter: they are in the stream only.");
    if (settings.deadLetters().destination() == Destination.S3) {
      above(
          "dead-letters-stored",
          signals.mapping("OnFailureDestinationDeliveredEventCount"),
          new Limit(0, 1),
          "The mapping gave records up and wrote them to the bucket.");
    }
  }

  private void function(Settings settings, Signals signals) {
    above(
        "errors",
        signals.errors(),
        new Limit(0, 3),
        "The function throws or times out, for 3 minutes: a fault of whole batches, not of one"
            + " record.");
    above(
        "throttles",
        signals.throttles(),
        new Limit(0, 5),
        "The account has too little concurrency for shards x parallelization.");
    above(
        "slow",
        signals.duration(),
        new Limit(settings.function().timeout().toMillis() * 4 / 5, 3),
        "An invocation takes four fifths of its timeout: soon it fails as a whole.");
  }

  private void limits(Settings settings, Signals signals) {
    above(
        "stream-writes-throttled",
        signals.streamWritesThrottled(),
        new Limit(0, 5),
        "Producers are refused: what they do not put again is lost before Weir sees it.");
    above(
        "stream-reads-throttled",
        signals.streamReadsThrottled(),
        new Limit(0, 15),
        "Readers share five calls a second and shard: another consumer, or a redrive that is too"
            + " fast.");
    above(
        "table-throttled",
        signals.tableThrottled(),
        new Limit(0, 5),
        "The table refuses writes, which holds shards up.");
    if (settings.index()) {
      above(
          "index-throttled",
          signals.indexThrottled(EventStore.INDEX),
          new Limit(0, 5),
          "The index refuses writes, and with it the table: one partition key gets too many"
              + " events.");
    }
  }

  private void above(String name, IMetric metric, Limit limit, String meaning) {
    Alarm alarm =
        Alarm.Builder.create(this, name)
            .alarmName(prefix + name)
            .alarmDescription(meaning + " See docs/runbook.md#" + name)
            .metric(metric)
            .threshold(limit.threshold())
            .evaluationPeriods(limit.periods())
            .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
            // Nothing is published where nothing happens.
            .treatMissingData(TreatMissingData.NOT_BREACHING)
            .build();
    topic.receive(alarm);
    alarms.add(alarm);
  }

  /** When an alarm begins: above {@code threshold} in each of that many periods of its metric. */
  private record Limit(long threshold, int periods) {}
}
