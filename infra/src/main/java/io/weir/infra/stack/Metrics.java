package io.weir.infra.stack;

import io.weir.infra.settings.FunctionVariables.Telemetry;
import io.weir.infra.settings.Settings;
import io.weir.infra.stack.JavaFunction.Surroundings;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.amazon.awscdk.services.s3.Bucket;

/** The metrics that alarms and dashboard share, each with the dimension it is published under. */
final class Metrics {

  private static final Duration MINUTE = Duration.minutes(1);
  private static final Duration FIVE_MINUTES = Duration.minutes(5);

  private final Surroundings around;
  private final EventProcessor processor;
  private final Settings settings;

  Metrics(Surroundings around, EventProcessor processor, Settings settings) {
    this.around = around;
    this.processor = processor;
    this.settings = settings;
  }

  /** By the function's name and not its alias: that aggregate is always there. */
  Metric iteratorAge() {
    return processor.function().metric("IteratorAge", max(MINUTE));
  }

  Metric invocations() {
    return processor.function().metricInvocations(sum());
  }

  Metric errors() {
    return processor.function().metricErrors(sum());
  }

  Metric throttles() {
    return processor.function().metricThrottles(sum());
  }

  Metric duration() {
    return processor.function().metricDuration(max(MINUTE));
  }

  Metric usualDuration() {
    return processor
        .function()
        .metricDuration(MetricOptions.builder().statistic("p99").period(MINUTE).build());
  }

  Metric concurrency() {
    return processor.function().metric("ConcurrentExecutions", max(MINUTE));
  }

  Metric undelivered() {
    return processor.function().metric("DestinationDeliveryFailures", sum());
  }

  /** One of the mapping's own counters, which {@code EventCount} switches on (ESM-34). */
  Metric mapping(String name) {
    return metric("AWS/Lambda", name, Map.of("EventSourceMappingUUID", processor.mappingId()));
  }

  /** One of the function's own counters: {@code Stored}, {@code Duplicate} and so on. */
  Metric events(String name) {
    Telemetry telemetry = settings.function().variables().telemetry();
    return metric(telemetry.namespace(), name, Map.of("Service", telemetry.service()));
  }

  Metric waiting() {
    return around.deadLetters().queue().metricApproximateNumberOfMessagesVisible(max(MINUTE));
  }

  /**
   * Whether the queue holds anything, hidden or not: above zero in each period in which it did.
   *
   * <p>The age of its oldest message does not say so: it leaves out what was received three times
   * and not deleted (SQS-55), and looking receives. Maxima, since a message that is being looked at
   * is in one count or the other; repeated, in case an idle queue reports nothing (SQS-56). Where
   * nothing is hidden there is no such count, which arithmetic takes for 0 (CW-63).
   */
  MathExpression notEmpty(Duration period) {
    Map<String, IMetric> counts = new TreeMap<>();
    counts.put("visible", waiting());
    counts.put("hidden", hidden());
    return MathExpression.Builder.create()
        .expression("FILL(visible, REPEAT) + hidden")
        .usingMetrics(counts)
        .label("dead letters, hidden ones too")
        .period(period)
        .build();
  }

  /**
   * How many messages came, pointers and parked records alike. A queue that holds one already says
   * nothing by its level when more come.
   */
  Metric arrived() {
    return around.deadLetters().queue().metricNumberOfMessagesSent(sum());
  }

  /**
   * What waits, in the first minutes of one hour of the day, and 0 in all others: an alarm tells
   * when its state changes and not again, so that this one changes its state each day (CW-65).
   */
  MathExpression waitingAt(int hour) {
    return MathExpression.Builder.create()
        .expression("IF(HOUR(visible) == %d && MINUTE(visible) < 10, visible, 0)".formatted(hour))
        .usingMetrics(Map.of("visible", waiting()))
        .label("dead letters that still wait")
        .period(FIVE_MINUTES)
        .build();
  }

  /** How many objects a bucket holds, versions too; CloudWatch has it once a day (CW-66). */
  Metric kept(Bucket bucket) {
    return Metric.Builder.create()
        .namespace("AWS/S3")
        .metricName("NumberOfObjects")
        .dimensionsMap(
            new TreeMap<>(
                Map.of("BucketName", bucket.getBucketName(), "StorageType", "AllStorageTypes")))
        .statistic(Stats.MAXIMUM)
        .period(Duration.days(1))
        .build();
  }

  /** 1 where records came and the mapping read none, whatever other consumers did. */
  MathExpression unread() {
    Map<String, IMetric> counts = new TreeMap<>();
    counts.put("incoming", incoming());
    counts.put("polled", mapping("PolledEventCount"));
    return MathExpression.Builder.create()
        .expression("IF(incoming > 0 && FILL(polled, 0) < 1, 1, 0)")
        .usingMetrics(counts)
        .label("records came, and none was read")
        .period(FIVE_MINUTES)
        .build();
  }

  private Metric hidden() {
    return around.deadLetters().queue().metricApproximateNumberOfMessagesNotVisible(max(MINUTE));
  }

  Metric oldest() {
    return around.deadLetters().queue().metricApproximateAgeOfOldestMessage(max(FIVE_MINUTES));
  }

  Metric incoming() {
    return around.source().stream().metricIncomingRecords(sum());
  }

  Metric streamWritesThrottled() {
    return around.source().stream().metricWriteProvisionedThroughputExceeded(sum());
  }

  Metric streamReadsThrottled() {
    return around.source().stream().metricReadProvisionedThroughputExceeded(sum());
  }

  Metric tableThrottled() {
    return metric(
        "AWS/DynamoDB", "WriteThrottleEvents", Map.of("TableName", around.store().name()));
  }

  /**
   * Of the calls that the function makes: this metric has the operation as a dimension (DDB-62).
   */
  MathExpression tableErrors() {
    Map<String, IMetric> counts = new TreeMap<>();
    counts.put("inserts", systemErrors("BatchExecuteStatement"));
    counts.put("reads", systemErrors("BatchGetItem"));
    return MathExpression.Builder.create()
        .expression("FILL(inserts, 0) + FILL(reads, 0)")
        .usingMetrics(counts)
        .label("the table's own faults")
        .period(MINUTE)
        .build();
  }

  private Metric systemErrors(String operation) {
    return metric(
        "AWS/DynamoDB",
        "SystemErrors",
        Map.of("TableName", around.store().name(), "Operation", operation));
  }

  /** Write units that were used, of the table or of its index. */
  Metric used(Optional<String> index) {
    Map<String, String> dimensions = new TreeMap<>(Map.of("TableName", around.store().name()));
    index.ifPresent(it -> dimensions.put("GlobalSecondaryIndexName", it));
    return metric("AWS/DynamoDB", "ConsumedWriteCapacityUnits", dimensions);
  }

  Metric indexThrottled(String index) {
    return metric(
        "AWS/DynamoDB",
        "WriteThrottleEvents",
        Map.of("TableName", around.store().name(), "GlobalSecondaryIndexName", index));
  }

  /**
   * The calls that read the stream. A mapping polls each shard about once a second, records or not
   * (ESM-64); one that is switched off or stuck publishes no iterator age (ESM-63), so that no
   * alarm on the age can see it.
   */
  Metric polls() {
    return around.source().stream()
        .metricGetRecordsSuccess(
            MetricOptions.builder().statistic(Stats.SUM).period(FIVE_MINUTES).build());
  }

  private static Metric metric(String namespace, String name, Map<String, String> dimensions) {
    return Metric.Builder.create()
        .namespace(namespace)
        .metricName(name)
        .dimensionsMap(new TreeMap<>(dimensions))
        .statistic(Stats.SUM)
        .period(MINUTE)
        .build();
  }

  private static MetricOptions max(Duration period) {
    return MetricOptions.builder().statistic(Stats.MAXIMUM).period(period).build();
  }

  private static MetricOptions sum() {
    return MetricOptions.builder().statistic(Stats.SUM).period(MINUTE).build();
  }
}
