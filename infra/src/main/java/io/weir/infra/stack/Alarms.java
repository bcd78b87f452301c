package io.weir.infra.stack;

import io.weir.infra.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmRule;
import software.amazon.awscdk.services.cloudwatch.AlarmState;
import software.amazon.awscdk.services.cloudwatch.CompositeAlarm;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IAlarmRule;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/**
 * The alarms. Each says what is wrong, and which section of the runbook says what to do; the
 * section has the alarm's name. {@code AlarmTableTest} has for each the smallest event that it must
 * hear, and the longest silence that it may keep.
 */
final class Alarms extends Construct {

  /** What the composite alarm joins: each of them says that records may be gone, or soon are. */
  private static final List<String> OF_LOSS =
      List.of(
          "undelivered",
          "dropped",
          "standstill",
          "unread",
          "about-to-give-up",
          "dead-letters-wait",
          "stream-writes-throttled");

  private final Settings settings;
  private final Metrics signals;
  private final EvaluationPeriod pace;
  private final AlarmTopic topic;
  private final Map<String, Alarm> alarms = new LinkedHashMap<>();
  private final List<IAlarm> joined = new ArrayList<>();

  Alarms(Construct scope, String id, Settings settings, Metrics signals, AlarmTopic topic) {
    super(scope, id);
    this.settings = settings;
    this.signals = signals;
    this.pace = EvaluationPeriod.of(settings);
    this.topic = topic;
    lateness();
    deadLetters();
    arrivals();
    function();
    stream();
    table();
  }

  /** Returns all of them, for the dashboard. */
  List<IAlarm> alarms() {
    return Stream.concat(joined.stream(), alarms.values().stream()).toList();
  }

  /**
   * Returns those by which a new version of the function is taken back. Dead letters are not among
   * them: where poison comes all day, no version could be deployed.
   */
  List<IAlarm> ofAVersion() {
    return Stream.of("errors", "slow", "deferred")
        .map(alarms::get)
        .map(IAlarm.class::cast)
        .toList();
  }

  private void lateness() {
    double window = settings.mapping().batchWindow().toMillis();
    double age = settings.mapping().maxRecordAge().toMillis();
    alarm(
        "iterator-age",
        pace.of(signals.iteratorAge()),
        Limit.of(60_000 + window, pace.periods(5), pace.periods(5)),
        "The function is more than a minute behind, for "
            + pace.text(5)
            + ": a backlog, or a shard that is held up.");
    alarm(
        "about-to-give-up",
        signals.iteratorAge(),
        Limit.once((age + window) / 2),
        "Records have reached half of maxRecordAge. At all of it they are given up unprocessed.");
    alarm(
        "standstill",
        signals.polls(),
        Limit.silent(3),
        "Nothing has read the stream for 15 minutes: the mapping is off or stuck, and records expire."
            + " It also sounds until the first deployment is done.");
    alarm(
        "unread",
        signals.unread(),
        Limit.of(0, 3, 3),
        "Records have come for 15 minutes, and the mapping has read none: it is off or stuck,"
            + " whatever other consumers of the stream do.");
  }

  private void deadLetters() {
    alarm(
        "dead-letters",
        signals.waiting(),
        Limit.once(0).asItWas(),
        "Records were given up or parked: each message holds or points to at least one.");
    AlarmWindow patience = AlarmWindow.of(settings.deadLetters().retention());
    alarm(
        "dead-letters-wait",
        signals.notEmpty(patience.period()),
        Limit.of(0, patience.periods(), patience.periods()).asItWas(),
        "The queue has not been empty for half the time after which it forgets a dead letter.");
    Alarm reminder =
        build(
            "dead-letters-reminder",
            signals.waitingAt(settings.audience().reminderHour()),
            Limit.once(0),
            "Once a day, as long as there are dead letters: they still wait.");
    topic.receiveBeginning(reminder);
  }

  private void arrivals() {
    alarm(
        "dead-letters-arrive",
        signals.arrived(),
        Limit.once(0),
        "More dead letters have come, whether or not others wait already.");
    alarm(
        "undelivered",
        signals.undelivered(),
        Limit.once(0),
        "A dead letter could not be written: its records are in the stream only, and Lambda will"
            + " not try again.");
    alarm(
        "dropped",
        signals.mapping("DroppedEventCount"),
        Limit.once(0),
        "The mapping dropped records without a dead letter: they are in the stream only.");
  }

  /** Where the mapping writes to a bucket, whose level CloudWatch has once a day only. */
  void stored(Bucket bucket) {
    alarm(
        "dead-letters-stored",
        signals.mapping("OnFailureDestinationDeliveredEventCount"),
        Limit.once(0),
        "The mapping gave records up and wrote them to the bucket.");
    alarm(
        "dead-letters-kept",
        signals.kept(bucket),
        Limit.once(0).asItWas(),
        "The bucket holds dead letters.");
  }

  private void function() {
    alarm(
        "errors",
        pace.of(signals.errors()),
        Limit.of(0, 2, pace.periods(3)),
        "The function throws or times out, twice in "
            + pace.text(3)
            + ": a fault of whole batches, not of one record.");
    alarm(
        "throttles",
        signals.throttles(),
        Limit.of(0, 3, 5),
        "The account has too little concurrency for shards x parallelization.");
    alarm(
        "slow",
        pace.of(signals.duration()),
        Limit.of(settings.function().timeout().toMillis() * 0.8, 2, pace.periods(3)),
        "An invocation takes four fifths of its timeout: soon it fails as a whole.");
    alarm(
        "deferred",
        pace.of(signals.events("Deferred")),
        Limit.of(0, 3, pace.periods(5)),
        "The function reports events that it could not store, for "
            + pace.text(5)
            + ": the table refuses or is away. Nothing throws.");
  }

  private void stream() {
    alarm(
        "stream-writes-throttled",
        signals.streamWritesThrottled(),
        Limit.once(0),
        "Producers are refused: what they do not put again is lost before Weir sees it.");
    alarm(
        "stream-reads-throttled",
        signals.streamReadsThrottled(),
        Limit.of(0, 10, 15),
        "Readers share five calls a second and shard: another consumer, or a redrive that is too"
            + " fast.");
  }

  private void table() {
    alarm(
        "table-throttled",
        signals.tableThrottled(),
        Limit.of(0, 3, 5),
        "The table refuses writes, which holds shards up.");
    alarm(
        "table-errors",
        signals.tableErrors(),
        Limit.of(0, 3, 5),
        "The table fails by itself: what it answers with an error may or may not be written.");
    if (settings.table().index().isThere()) {
      alarm(
          "index-throttled",
          signals.indexThrottled(EventStore.INDEX),
          Limit.of(0, 3, 5),
          "The index refuses writes, and with it the table: one partition key gets too many"
              + " events.");
    }
  }

  /** Adds those of the replayer's function, which works while no person looks. */
  void rescue(RescueFunction of) {
    alarm(
        "rescue-failed",
        of.errors(),
        Limit.once(0),
        "The scheduled rescue has failed, or payloads expire before it can copy them.");
    alarm(
        "rescue-silent",
        of.runs(),
        Limit.silent(3),
        "The scheduled rescue has not run three times in a row.");
  }

  /** Adds the one alarm that says what all of this is about. */
  void together() {
    IAlarmRule[] rules =
        OF_LOSS.stream()
            .map(alarms::get)
            .map(it -> AlarmRule.fromAlarm(it, AlarmState.ALARM))
            .toArray(IAlarmRule[]::new);
    CompositeAlarm all =
        CompositeAlarm.Builder.create(this, "records-may-be-lost")
            .compositeAlarmName(settings.names().stack() + "-records-may-be-lost")
            .alarmDescription(
                text(
                    "records-may-be-lost",
                    "Records may be lost, or soon are: one of "
                        + String.join(", ", OF_LOSS)
                        + " sounds."))
            .alarmRule(AlarmRule.anyOf(rules))
            .build();
    topic.receive(all);
    joined.add(all);
  }

  private void alarm(String name, IMetric metric, Limit limit, String meaning) {
    topic.receive(build(name, metric, limit, meaning));
  }

  private Alarm build(String name, IMetric metric, Limit limit, String meaning) {
    Alarm.Builder builder =
        Alarm.Builder.create(this, name)
            .alarmName(settings.names().stack() + "-" + name)
            .alarmDescription(text(name, meaning))
            .metric(metric)
            .threshold(limit.threshold())
            .evaluationPeriods(limit.periods())
            .comparisonOperator(limit.operator())
            .treatMissingData(limit.missing());
    if (limit.breaching() < limit.periods()) {
      builder.datapointsToAlarm(limit.breaching());
    }
    Alarm alarm = builder.build();
    alarms.put(name, alarm);
    return alarm;
  }

  private String text(String name, String meaning) {
    return meaning + " See " + settings.audience().runbook() + "#" + name;
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
