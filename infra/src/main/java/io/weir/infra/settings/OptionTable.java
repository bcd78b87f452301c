package io.weir.infra.settings;

import static io.weir.infra.settings.Option.Form.CAPACITY;
import static io.weir.infra.settings.Option.Form.FLAG;
import static io.weir.infra.settings.Option.Form.LIST;
import static io.weir.infra.settings.Option.Form.NUMBER;
import static io.weir.infra.settings.Option.Form.SPAN;
import static io.weir.infra.settings.Option.Form.TAGS;
import static io.weir.infra.settings.Option.Form.TEXT;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All options. Their reasons stand in {@code docs/deploying.md}. */
final class OptionTable {

  private static final List<Option> NAMES =
      List.of(
          Option.word(
              "kind",
              "whether the stage's data goes with it (dev) or outlives it (prod); a stage of"
                  + " either name has that kind",
              "dev",
              "prod"),
          Option.of("stackName", TEXT, "the stack; weir-STAGE by default"),
          Option.of("namePrefix", TEXT, "before the names of stream, table, queue and function"),
          Option.of("streamName", TEXT, "EventStream", "EventStream", "the stream"),
          Option.of("tableName", TEXT, "EventLogs", "EventLogs", "the table"),
          Option.of("queueName", TEXT, "EventStreamDlq", "EventStreamDlq", "the queue"),
          Option.of(
              "functionName", TEXT, "EventStreamHandler", "EventStreamHandler", "the function"),
          Option.of("account", TEXT, "the only account to deploy to"),
          Option.of("region", TEXT, "the only region to deploy to"),
          Option.of("boundary", TEXT, "the policy that bounds every role of the stack"),
          Option.of("tags", TAGS, "on every resource, besides project and stage"));

  private static final List<Option> STREAM_AND_MAPPING =
      List.of(
          Option.of("shards", CAPACITY, "1", "2", "how many shards, or on demand"),
          Option.of("streamRetention", SPAN, "24h", "15d", "how long the stream keeps a record"),
          Option.of("shardMetrics", FLAG, "off", "off", "the stream's metrics of each shard"),
          Option.of("maxRecordSize", NUMBER, "1024", "1024", "KiB that a record may have"),
          Option.of("batchSize", NUMBER, "100", "100", "records of an invocation"),
          Option.of("batchWindow", SPAN, "1s", "1s", "how long a batch may wait to fill up"),
          Option.of("parallelization", NUMBER, "1", "2", "batches of a shard at once"),
          Option.of("retries", NUMBER, "5", "5", "further attempts at a batch"),
          Option.of("maxRecordAge", SPAN, "1h", "6h", "after which a record is given up"));

  private static final List<Option> FUNCTION =
      List.of(
          Option.word(
              "handler", "the function's class", "weir", "powertools", "powertools-idempotent"),
          Option.word("poison", "what becomes of what can never be stored", "park", "report"),
          Option.of("memory", NUMBER, "1024", "1024", "MB of the function"),
          Option.of("timeout", SPAN, "60s", "60s", "of an invocation"),
          Option.of("reservedConcurrency", NUMBER, "invocations that no other function can take"),
          Option.word("logLevel", "the least that is logged", "info", "debug", "warn", "error"),
          Option.of("deadlineMargin", SPAN, "2s", "2s", "time of the timeout kept for the answer"),
          Option.of("batchesInFlight", NUMBER, "8", "8", "calls to the table at once"),
          Option.of("events", TEXT, "one", "one", "how a record holds events"),
          Option.of("eventId", TEXT, "/eventId", "/eventId", "what names an event"),
          Option.word(
              "eventIdScope", "where a name is unique", "table", "partition-key", "any-key"),
          Option.of("eventTime", TEXT, "/timestamp", "/timestamp", "when an event happened"),
          Option.of("eventTimeZone", TEXT, "of times that name none"),
          Option.word("numbers", "beyond DynamoDB's range", "exact", "text-if-needed"),
          Option.of("logIdentity", FLAG, "off", "off", "whether logs name identities"),
          Option.of("metricsNamespace", TEXT, "Weir", "Weir", "of the function's own metrics"),
          Option.of("logRetention", SPAN, "7d", "90d", "how long logs are kept"),
          Option.word("logClass", "the log group's class", "standard", "infrequent-access"),
          Option.of(
              "canary", FLAG, "off", "off", "a new version gets a tenth of the traffic first"));

  private static final List<Option> TABLE_AND_DEAD_LETTERS =
      List.of(
          new Option(
              "index",
              Option.Form.WORD,
              List.of("all", "keys", "off"),
              new Option.Default("all", "all"),
              "what the index byPartitionKey holds"),
          Option.of("backupDays", NUMBER, "35", "35", "days that the table can be restored to"),
          Option.of("mostWrites", NUMBER, "write units a second that the table may cost at most"),
          Option.of("warmWrites", NUMBER, "write units a second that the table takes at once"),
          Option.word("onFailure", "where the mapping sends what it gives up", "sqs", "s3"),
          Option.of("queueRetention", SPAN, "22h", "14d", "how long the queue keeps a message"),
          Option.of("visibility", SPAN, "15m", "15m", "how long a received message is hidden"),
          new Option(
              "customerKey",
              Option.Form.WORD,
              List.of("off", "readable", "on"),
              new Option.Default("off", "off"),
              "a key of the customer's own"),
          Option.of("otherKeys", LIST, "ARNs of other keys that every role may use"));

  private static final List<Option> PEOPLE =
      List.of(
          Option.of("alarmEmail", TEXT, "gets each alarm; elsewhere: the topic has subscribers"),
          Option.of("replayerPrincipal", TEXT, "the ARN that may assume the replayer's role"),
          Option.of("runbook", TEXT, "docs/runbook.md", "docs/runbook.md", "where alarms point to"),
          Option.of("reminderHour", NUMBER, "7", "7", "hour of the day, UTC, of the reminder"),
          Option.of("budget", NUMBER, "dollars a month above which the recipient is told"),
          Option.of("journal", FLAG, "off", "off", "a table for the replayer's shared journal"),
          Option.of("rescueBucket", FLAG, "off", "off", "a bucket for rescued payloads"),
          Option.of("rescueEvery", SPAN, "how often the replayer's function rescues payloads"));

  private static final List<Option> EXISTING =
      List.of(
          Option.of("existingStream", TEXT, "the ARN of a stream that is there already"),
          Option.of("existingQueue", TEXT, "the ARN of a queue that is there already"),
          Option.of("existingTable", TEXT, "the ARN of a table that is there already"),
          Option.of("existingTopic", TEXT, "the ARN of a topic that is there already"),
          Option.of("existingKey", TEXT, "the ARN of a key that is there already"),
          Option.of("existingLogGroup", TEXT, "the ARN of a log group that is there already"));

  /** What may stand in a stage's file. */
  static final List<Option> ALL =
      Stream.of(NAMES, STREAM_AND_MAPPING, FUNCTION, TABLE_AND_DEAD_LETTERS, PEOPLE, EXISTING)
          .flatMap(List::stream)
          .toList();

  /** What belongs to one run, and so to the command line alone. */
  static final List<String> OF_A_RUN = List.of("stage", "deployed", "newStack", "accept");

  /** What users of other stacks look for, and why it is not for them to decide. */
  static final Map<String, String> FIXED =
      Map.of(
          "report",
          "partial answers are always on: without them Lambda ignores which records failed (ESM-46)",
          "bisect",
          "bisecting is always on: without it a poison record takes its whole batch along",
          "startingPosition",
          "is always TRIM_HORIZON: LATEST skips what is put while the mapping is being created",
          "filter",
          "there is none: a record that a filter drops counts as done and leaves no trace",
          "enabled",
          "the mapping is always on: while it is off, records expire without an alarm of their age",
          "ttl",
          "the table has none: an item that expires takes the memory of its event along");

  private OptionTable() {}

  static Optional<Option> named(String name) {
    return ALL.stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /** Returns the option that a word must mean, if its words were joined in another way. */
  static Optional<String> alike(String word, Collection<String> names) {
    String joined = word.replaceAll("[^A-Za-z0-9]", "");
    return names.stream().filter(joined::equalsIgnoreCase).findFirst();
  }

  static List<String> names() {
    return Stream.concat(OF_A_RUN.stream(), ALL.stream().map(Option::name)).toList();
  }
}
