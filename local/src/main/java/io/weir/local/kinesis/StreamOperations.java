package io.weir.local.kinesis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.local.kinesis.StreamSettings.StreamMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The operations on streams as a whole: life, settings, tags, lists. */
final class StreamOperations {

  private static final int MAX = Integer.MAX_VALUE;
  private static final int MIN_RETENTION_HOURS = 24;
  private static final int MAX_RETENTION_HOURS = 8760;
  private static final int ON_DEMAND_SHARDS = 4;
  private static final int MAX_TAGS = 50;

  private final Streams streams;

  StreamOperations(Streams streams) {
    this.streams = streams;
  }

  Map<String, Operation> all() {
    Map<String, Operation> all = new HashMap<>();
    all.put(
        "CreateStream",
        Operation.silent(
            Set.of("StreamName", "ShardCount", "StreamModeDetails", "Tags", "MaxRecordSizeInKiB"),
            this::create));
    all.put(
        "DeleteStream",
        Operation.silent(
            Set.of("StreamName", "StreamARN", "EnforceConsumerDeletion"),
            params -> streams.delete(streams.nameIn(params))));
    all.put(
        "ListStreams",
        new Operation(Set.of("Limit", "ExclusiveStartStreamName", "NextToken"), this::list));
    all.put("DescribeLimits", new Operation(Set.of(), params -> describeLimits()));
    changes(all);
    Set<String> tags = Set.of("StreamName", "StreamARN", "Tags");
    all.put("AddTagsToStream", Operation.silent(tags, this::addTags));
    Set<String> keys = Set.of("StreamName", "StreamARN", "TagKeys");
    all.put("RemoveTagsFromStream", Operation.silent(keys, this::removeTags));
    all.put(
        "ListTagsForStream",
        new Operation(
            Set.of("StreamName", "StreamARN", "ExclusiveStartTagKey", "Limit"), this::listTags));
    return all;
  }

  private void changes(Map<String, Operation> all) {
    Set<String> retention = Set.of("StreamName", "StreamARN", "RetentionPeriodHours");
    all.put("IncreaseStreamRetentionPeriod", Operation.silent(retention, this::retainLonger));
    all.put("DecreaseStreamRetentionPeriod", Operation.silent(retention, this::retainShorter));
    all.put(
        "UpdateStreamMode",
        Operation.silent(Set.of("StreamARN", "StreamModeDetails"), this::updateMode));
    all.put(
        "UpdateMaxRecordSize",
        Operation.silent(Set.of("StreamARN", "MaxRecordSizeInKiB"), this::updateMaxRecordSize));
  }

  private void create(Params params) {
    String name = params.requiredText("StreamName", TextRule.NAME);
    StreamMode mode = mode(params).orElse(StreamMode.PROVISIONED);
    int shards;
    if (mode == StreamMode.ON_DEMAND) {
      if (params.has("ShardCount")) {
        throw new KinesisException(
            "ValidationException", "ShardCount must not be given for an ON_DEMAND stream.");
      }
      shards = ON_DEMAND_SHARDS;
    } else {
      shards = params.requiredInteger("ShardCount", 1, MAX);
      if (shards > ShardOperations.SHARD_LIMIT) {
        throw ShardOperations.overShardLimit(shards);
      }
    }
    int kib = maxRecordKib(params).orElse(StreamSettings.DEFAULT_MAX_RECORD_KIB);
    streams.create(
        name,
        shards,
        new StreamSettings(mode, StreamSettings.DEFAULT_RETENTION_HOURS, kib, params.tags("Tags")));
  }

  private static Optional<StreamMode> mode(Params params) {
    return params
        .structure("StreamModeDetails")
        .map(details -> details.requiredChoice("StreamMode", StreamMode.class));
  }

  private static Optional<Integer> maxRecordKib(Params params) {
    return params.integer("MaxRecordSizeInKiB", 1024, 10_240).stream().boxed().findFirst();
  }

  private ObjectNode list(Params params) {
    int limit = params.integer("Limit", 1, 10_000).orElse(100);
    String after = params.text("ExclusiveStartStreamName", TextRule.NAME).orElse("");
    Optional<String> token = params.text("NextToken", TextRule.TOKEN);
    if (token.isPresent() && !after.isEmpty()) {
      throw KinesisException.invalidArgument(
          "ExclusiveStartStreamName and NextToken cannot be provided together.");
    }
    String start =
        token
            .map(
                text ->
                    Token.fields(text, 1)
                        .orElseThrow(() -> KinesisException.invalidArgument("Invalid NextToken."))
                        .get(0))
            .orElse(after);
    List<Stream> rest =
        streams.all().stream().filter(stream -> stream.name().compareTo(start) > 0).toList();
    List<Stream> page = rest.subList(0, Math.min(limit, rest.size()));
    ObjectNode answer = ResponseJson.object().put("HasMoreStreams", page.size() < rest.size());
    ArrayNode names = answer.putArray("StreamNames");
    page.forEach(stream -> names.add(stream.name()));
    ArrayNode summaries = answer.putArray("StreamSummaries");
    page.forEach(stream -> summaries.add(ResponseJson.summary(stream)));
    if (page.size() < rest.size()) {
      answer.put("NextToken", Token.of(page.get(page.size() - 1).name()));
    }
    return answer;
  }

  private ObjectNode describeLimits() {
    Map<StreamMode, List<Stream>> byMode =
        streams.all().stream().collect(Collectors.groupingBy(stream -> stream.settings().mode()));
    int open =
        byMode.getOrDefault(StreamMode.PROVISIONED, List.of()).stream()
            .mapToInt(stream -> stream.state().openShards().size())
            .sum();
    return ResponseJson.object()
        .put("ShardLimit", ShardOperations.SHARD_LIMIT)
        .put("OpenShardCount", open)
        .put("OnDemandStreamCount", byMode.getOrDefault(StreamMode.ON_DEMAND, List.of()).size())
        .put("OnDemandStreamCountLimit", 50);
  }

  private void retainLonger(Params params) {
    retain(params, 1, "shorter", "Decrease");
  }

  private void retainShorter(Params params) {
    retain(params, -1, "longer", "Increase");
  }

  private void retain(Params params, int direction, String wrong, String other) {
    Stream stream = streams.of(params);
    int hours = params.requiredInteger("RetentionPeriodHours", Integer.MIN_VALUE, MAX);
    if (hours < MIN_RETENTION_HOURS) {
      throw KinesisException.invalidArgument(
          ("Minimum allowed retention period is %d hours. "
                  + "Requested retention period (%d hours) is too short.")
              .formatted(MIN_RETENTION_HOURS, hours));
    }
    if (hours > MAX_RETENTION_HOURS) {
      throw KinesisException.invalidArgument(
          ("Maximum allowed retention period is %d hours. "
                  + "Requested retention period (%d hours) is too long.")
              .formatted(MAX_RETENTION_HOURS, hours));
    }
    stream.change(
        state -> {
          int current = state.settings().retentionHours();
          if (Integer.compare(hours, current) * direction < 0) {
            throw KinesisException.invalidArgument(
                ("Requested retention period (%d hours) for stream %s can not be %s than "
                        + "existing retention period (%d hours). Use %sRetentionPeriod API.")
                    .formatted(hours, state.name(), wrong, current, other));
          }
          return state.with(state.settings().retaining(hours));
        });
  }

  private void updateMode(Params params) {
    StreamMode mode = mode(params).orElseThrow(() -> params.missing("StreamModeDetails"));
    streams.of(params).change(state -> state.with(state.settings().inMode(mode)));
  }

  private void updateMaxRecordSize(Params params) {
    int kib = maxRecordKib(params).orElseThrow(() -> params.missing("MaxRecordSizeInKiB"));
    streams.of(params).change(state -> state.with(state.settings().allowing(kib)));
  }

  private void addTags(Params params) {
    Map<String, String> added = params.tags("Tags");
    Stream stream = streams.of(params);
    stream.change(
        state -> {
          Map<String, String> tags = new TreeMap<>(state.settings().tags());
          tags.putAll(added);
          if (tags.size() > MAX_TAGS) {
            throw KinesisException.invalidArgument(
                "Failed to add tags to %s because a given stream cannot have more than %d tags."
                    .formatted(stream.place(), MAX_TAGS));
          }
          return state.with(state.settings().tagged(tags));
        });
  }

  private void removeTags(Params params) {
    List<String> keys = params.texts("TagKeys", MAX_TAGS, TextRule.TAG_KEY);
    streams
        .of(params)
        .change(
            state -> {
              Map<String, String> tags = new TreeMap<>(state.settings().tags());
              keys.forEach(tags::remove);
              return state.with(state.settings().tagged(tags));
            });
  }

  private ObjectNode listTags(Params params) {
    int limit = params.integer("Limit", 1, MAX_TAGS).orElse(MAX_TAGS);
    String after = params.text("ExclusiveStartTagKey", TextRule.TAG_KEY).orElse("");
    List<Map.Entry<String, String>> rest =
        streams.of(params).settings().tags().entrySet().stream()
            .filter(tag -> tag.getKey().compareTo(after) > 0)
            .toList();
    ObjectNode answer = ResponseJson.object().put("HasMoreTags", rest.size() > limit);
    ArrayNode tags = answer.putArray("Tags");
    rest.stream()
        .limit(limit)
        .forEach(tag -> tags.addObject().put("Key", tag.getKey()).put("Value", tag.getValue()));
    return answer;
  }
}
