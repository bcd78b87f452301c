package io.weir.infra.stack;

import io.weir.infra.settings.DeadLetterSettings.Destination;
import io.weir.infra.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Duration;
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
final class Alarms extends Construct {

  private final String prefix;
  private final AlarmTopic topic;
  private final List<IAlarm> alarms = new ArrayList<>();

  Alarms(Construct scope, String id, Settings settings, Metrics signals, AlarmTopic topic) {
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

  private void lateness(Settings settings, Metrics signals) {
    long discardMillis = settings.mapping().maxRecordAge().toMillis();
    EvaluationPeriod pace = EvaluationPeriod.of(settings.function().timeout());
    alarm(
        "iterator-age",
        pace.of(signals.iteratorAge()),
        Limit.above(60_000, pace.periods(5)),
        "The function is more than a minute behind, for "
            + pace.text(5)
            + ": a backlog, or a shard that is held up.");
    alarm(
        "about-to-give-up",
        signals.iteratorAge(),
        Limit.above(discardMillis / 2, 1),
        "Records have reached half of maxRecordAge. At all of it they are given up unprocessed.");
    alarm(
        "standstill",
        signals.polls(),
        Limit.silent(3),
        "Nothing has read the stream for 15 minutes: the mapping is off or stuck, and records expire."
            + " It also sounds until the first deployment is done.");
  }

  private void deadLetters(Settings settings, Metrics signals) {
    alarm(
        "dead-letters",
        signals.waiting(),
        Limit.above(0, 1),
        "Records were given up or parked: each message holds or points to at least one.");
    AlarmWindow patience = AlarmWindow.of(settings.deadLetters().retention());
    alarm(
        "dead-letters-wait",
        signals.notEmpty(patience.period()),
        Limit.above(0, patience.periods()),
        "The queue has not been empty for half the time after which it forgets a dead letter.");
    alarm(
        "undelivered",
        signals.undelivered(),
        Limit.above(0, 1),
        "A dead letter could not be written: its records are in the stream only, and Lambda will"
            + " not try again.");
    alarm(
        "dropped",
        signals.mapping("DroppedEventCount"),
        Limit.above(0, 1),
        "The mapping dropped records without a dead letter: they are in the stream only.");
    if (settings.deadLetters().destination() == Destination.S3) {
      alarm(
          "dead-letters-stored",
          signals.mapping("OnFailureDestinationDeliveredEventCount"),
          Limit.above(0, 1),
          "The mapping gave records up and wrote them to the bucket.");
    }
  }

  private void function(Settings settings, Metrics signals) {
    EvaluationPeriod pace = EvaluationPeriod.of(settings.function().timeout());
    alarm(
        "errors",
        pace.of(signals.errors()),
        Limit.above(0, pace.periods(3)),
        "The function throws or times out, for "
            + pace.text(3)
            + ": a fault of whole batches, not of one record.");
    alarm(
        "throttles",
        signals.throttles(),
        Limit.above(0, 5),
        "The account has too little concurrency for shards x parallelization.");
    alarm(
        "slow",
        pace.of(signals.duration()),
        Limit.above(settings.function().timeout().toMillis() * 4 / 5, pace.periods(3)),
        "An invocation takes four fifths of its timeout: soon it fails as a whole.");
  }

  private void limits(Settings settings, Metrics signals) {
    alarm(
        "stream-writes-throttled",
        signals.streamWritesThrottled(),
        Limit.above(0, 5),
        "Producers are refused: what they do not put again is lost before Weir sees it.");
    alarm(
        "stream-reads-throttled",
        signals.streamReadsThrottled(),
        Limit.above(0, 15),
        "Readers share five calls a second and shard: another consumer, or a redrive that is too"
            + " fast.");
    alarm(
        "table-throttled",
        signals.tableThrottled(),
        Limit.above(0, 5),
        "The table refuses writes, which holds shards up.");
    if (settings.index()) {
      alarm(
          "index-throttled",
          signals.indexThrottled(EventStore.INDEX),
          Limit.above(0, 5),
          "The index refuses writes, and with it the table: one partition key gets too many"
              + " events.");
    }
  }

  private void alarm(String name, IMetric metric, Limit limit, String meaning) {
    Alarm alarm =
        Alarm.Builder.create(this, name)
            .alarmName(prefix + name)
            .alarmDescription(meaning + " See docs/runbook.md#" + name)
            .metric(metric)
            .threshold(limit.threshold())
            .evaluationPeriods(limit.periods())
            .comparisonOperator(limit.operator())
            .treatMissingData(limit.missing())
            .build();
    topic.receive(alarm);
    alarms.add(alarm);
  }

  /** When an alarm begins: what has to hold in each of that many periods of its metric. */
  private record Limit(
      long threshold, int periods, ComparisonOperator operator, TreatMissingData missing) {

    /** Nothing is published where nothing happens, and that is fine. */
    static Limit above(long threshold, int periods) {
      return new Limit(
          threshold,
          periods,
          ComparisonOperator.GREATER_THAN_THRESHOLD,
          TreatMissingData.NOT_BREACHING);
    }

    /** Nothing is published where nothing happens, and that is what is wrong. */
    static Limit silent(int periods) {
      return new Limit(
          0,
          periods,
          ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD,
          TreatMissingData.BREACHING);
    }
  }

  /**
   * How long the queue may hold something before that is alarming: half of what it keeps a message
   * for, as periods of an alarm.
   *
   * <p>All of an alarm's periods may have 7 days together, which is half of the longest retention;
   * periods below an hour may have a day (CW-62).
   *
   * @param period of the alarm's metric
   * @param periods in a row that have to be above the threshold
   */
  record AlarmWindow(Duration period, int periods) {

    private static final java.time.Duration DAY = java.time.Duration.ofDays(1);
    private static final java.time.Duration SHORT = java.time.Duration.ofMinutes(5);
    private static final java.time.Duration LONG = java.time.Duration.ofHours(1);

    static AlarmWindow of(java.time.Duration retention) {
      java.time.Duration half = retention.dividedBy(2);
      java.time.Duration period = half.compareTo(DAY) > 0 ? LONG : SHORT;
      return new AlarmWindow(Duration.seconds(period.toSeconds()), (int) half.dividedBy(period));
    }
  }
}
