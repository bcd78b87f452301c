package io.weir.infra.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is there already and stays another's: the stack reads it, and does not change it.
 *
 * @param stream that the mapping reads
 * @param queue that dead letters go to
 * @param table that events are stored in
 * @param topic that alarms go to
 * @param key that data is encrypted under
 * @param logGroup that the function writes to
 */
@SuppressWarnings("checkstyle:RecordComponentNumber") // mirrors the options existing…
public record Existing(
    Optional<Arn> stream,
    Optional<Arn> queue,
    Optional<Arn> table,
    Optional<Arn> topic,
    Optional<Arn> key,
    Optional<Arn> logGroup) {

  /** What has no meaning beside each: the property is the other owner's. */
  private static final Map<String, List<String>> OWNERS =
      Map.of(
          "existingStream", List.of("shards", "shardMetrics", "maxRecordSize", "streamName"),
          "existingQueue", List.of("queueName"),
          "existingTable", List.of("backupDays", "mostWrites", "warmWrites", "tableName"),
          "existingLogGroup", List.of("logRetention", "logClass"));

  /** What has to be said beside each: the rules against loss need it. */
  private static final Map<String, List<String>> FACTS =
      Map.of(
          "existingStream", List.of("streamRetention"),
          "existingQueue", List.of("queueRetention", "visibility"),
          "existingTable", List.of("index"));

  static Existing from(Options options) {
    OWNERS.forEach((existing, owned) -> owned.forEach(it -> checkUnsaid(options, existing, it)));
    FACTS.forEach((existing, facts) -> facts.forEach(it -> checkSaid(options, existing, it)));
    return new Existing(
        arn(options, "existingStream", "kinesis", "stream/[^/:]+"),
        arn(options, "existingQueue", "sqs", "[A-Za-z0-9_-]{1,80}"),
        arn(options, "existingTable", "dynamodb", "table/[^/:]+"),
        arn(options, "existingTopic", "sns", "[A-Za-z0-9_-]{1,256}"),
        arn(options, "existingKey", "kms", "key/[A-Za-z0-9-]+"),
        arn(options, "existingLogGroup", "logs", "log-group:[^:*]+"));
  }

  private static Optional<Arn> arn(
      Options options, String option, String service, String resource) {
    String name =
        resource.startsWith("stream")
            ? "stream/NAME"
            : resource.startsWith("table")
                ? "table/NAME"
                : resource.startsWith("key")
                    ? "key/ID"
                    : resource.startsWith("log") ? "log-group:NAME" : "NAME";
    return options
        .text(option)
        .map(
            it ->
                Arn.parse(
                    option,
                    it,
                    service,
                    resource,
                    "arn:aws:%s:us-east-1:123456789012:%s".formatted(service, name)));
  }

  private static void checkUnsaid(Options options, String existing, String owned) {
    if (options.says(existing) && options.says(owned)) {
      throw new RefusedSettingException(
          owned, options.word(owned), "is for its owner to set, since " + existing + " is said");
    }
  }

  private static void checkSaid(Options options, String existing, String fact) {
    if (options.says(existing) && !options.says(fact)) {
      throw new RefusedSettingException(
          existing
              + " needs "
              + fact
              + " too: say what it has, the rules against loss are judged by it");
    }
  }

  /** Returns all that are there. */
  public List<Arn> all() {
    return Stream.of(stream, queue, table, topic, key, logGroup).flatMap(Optional::stream).toList();
  }
}
