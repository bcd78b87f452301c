package io.weir.local.kinesis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.local.kinesis.StreamSettings.StreamMode;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The operations that show shards, and those that split and merge them. */
final class ShardOperations {

  static final int SHARD_LIMIT = 20_000;
  private static final int MAX_SHARDS_PER_PAGE = 10_000;

  private final Streams streams;
  private final InstantSource clock;

  ShardOperations(Streams streams, InstantSource clock) {
    this.streams = streams;
    this.clock = clock;
  }

  Map<String, Operation> all() {
    return Map.of(
        "DescribeStream",
        new Operation(
            Set.of("StreamName", "StreamARN", "Limit", "ExclusiveStartShardId"), this::describe),
        "DescribeStreamSummary",
        new Operation(Set.of("StreamName", "StreamARN"), this::summarize),
        "ListShards",
        new Operation(
            Set.of(
                "StreamName",
                "StreamARN",
                "NextToken",
                "ExclusiveStartShardId",
                "MaxResults",
                "ShardFilter"),
            this::list),
        "SplitShard",
        Operation.silent(
            Set.of("StreamName", "StreamARN", "ShardToSplit", "NewStartingHashKey"), this::split),
        "MergeShards",
        Operation.silent(
            Set.of("StreamName", "StreamARN", "ShardToMerge", "AdjacentShardToMerge"), this::merge),
        "UpdateShardCount",
        new Operation(
            Set.of("StreamName", "StreamARN", "TargetShardCount", "ScalingType"),
            this::updateCount));
  }

  static KinesisException overShardLimit(int shards) {
    return KinesisException.limitExceeded(
        "%d shards are more than the limit of %d.".formatted(shards, SHARD_LIMIT));
  }

  private ObjectNode describe(Params params) {
    Stream stream = streams.of(params);
    int limit = params.integer("Limit", 1, MAX_SHARDS_PER_PAGE).orElse(100);
    String after = params.text("ExclusiveStartShardId", TextRule.NAME).orElse("");
    ObjectNode answer = ResponseJson.object();
    ObjectNode description = ResponseJson.stream(stream);
    List<ShardState> rest = after(after, stream.shards());
    ArrayNode shards = description.putArray("Shards");
    rest.stream().limit(limit).forEach(shard -> shards.add(ResponseJson.shard(shard)));
    description.put("HasMoreShards", rest.size() > limit);
    answer.set("StreamDescription", description);
    return answer;
  }

  private ObjectNode summarize(Params params) {
    Stream stream = streams.of(params);
    ObjectNode answer = ResponseJson.object();
    answer.set(
        "StreamDescriptionSummary",
        ResponseJson.stream(stream)
            .put("OpenShardCount", stream.state().openShards().size())
            .put("ConsumerCount", 0)
            .put("MaxRecordSizeInKiB", stream.settings().maxRecordKib()));
    return answer;
  }

  private ObjectNode list(Params params) {
    int limit = params.integer("MaxResults", 1, MAX_SHARDS_PER_PAGE).orElse(1000);
    Optional<Params> filter = params.structure("ShardFilter");
    Optional<String> token = params.text("NextToken", TextRule.TOKEN);
    if (token.isPresent()) {
      if (filter.isPresent()) {
        throw KinesisException.invalidArgument(
            "NextToken and ShardFilter cannot be provided together.");
      }
      return page(token.get(), limit);
    }
    Stream stream = streams.of(params);
    List<ShardState> shards =
        filter
            .map(wanted -> ShardFilter.apply(wanted, stream, clock.instant()))
            .orElseGet(stream::shards);
    String after = params.text("ExclusiveStartShardId", TextRule.NAME).orElse("");
    return page(stream, after(after, shards), limit);
  }

  /**
   * A token carries the shards that are left, because a filter speaks of the moment it was used.
   */
  private ObjectNode page(String token, int limit) {
    List<String> fields =
        Token.fields(token, 2)
            .orElseThrow(() -> KinesisException.invalidArgument("Invalid NextToken."));
    Stream stream = streams.named(fields.get(0));
    List<String> left = List.of(fields.get(1).split(","));
    return page(
        stream,
        stream.shards().stream()
            .filter(shard -> left.contains(String.valueOf(shard.index())))
            .toList(),
        limit);
  }

  private static ObjectNode page(Stream stream, List<ShardState> rest, int limit) {
    ObjectNode answer = ResponseJson.object();
    ArrayNode shards = answer.putArray("Shards");
    rest.stream().limit(limit).forEach(shard -> shards.add(ResponseJson.shard(shard)));
    if (rest.size() > limit) {
      List<String> left =
          rest.stream().skip(limit).map(shard -> String.valueOf(shard.index())).toList();
      answer.put("NextToken", Token.of(stream.name(), String.join(",", left)));
    }
    return answer;
  }

  private void split(Params params) {
    Stream stream = streams.of(params);
    String shardId = params.requiredText("ShardToSplit", TextRule.NAME);
    BigInteger key = new BigInteger(params.requiredText("NewStartingHashKey", TextRule.HASH_KEY));
    stream.change(
        state -> {
          requireProvisioned(state);
          ShardState shard = open(stream, state, shardId);
          if (!shard.range().divisibleAt(key)) {
            throw KinesisException.invalidArgument(
                ("NewStartingHashKey %s used in SplitShard() on shard %s in %s is not both greater "
                        + "than one plus the shard's StartingHashKey %s and less than the shard's "
                        + "EndingHashKey %s.")
                    .formatted(
                        key, shardId, stream.place(), shard.range().start(), shard.range().end()));
          }
          return new Resharding(clock.instant()).split(state, shard.index(), key);
        });
  }

  private void merge(Params params) {
    Stream stream = streams.of(params);
    String left = params.requiredText("ShardToMerge", TextRule.NAME);
    String right = params.requiredText("AdjacentShardToMerge", TextRule.NAME);
    stream.change(
        state -> {
          requireProvisioned(state);
          ShardState one = open(stream, state, left);
          ShardState other = open(stream, state, right);
          if (!one.range().endsWhere(other.range())) {
            throw KinesisException.invalidArgument(
                "Shards %s and %s in %s are not an adjacent pair of shards eligible for merging"
                    .formatted(left, right, stream.place()));
          }
          return new Resharding(clock.instant()).merge(state, one.index(), other.index());
        });
  }

  private ObjectNode updateCount(Params params) {
    Stream stream = streams.of(params);
    int target = params.requiredInteger("TargetShardCount", 1, Integer.MAX_VALUE);
    params.requiredChoice("ScalingType", ScalingType.class);
    int current = stream.state().openShards().size();
    stream.change(
        state -> {
          requireProvisioned(state);
          int open = state.openShards().size();
          if (target > 2 * open || target < open / 2) {
            throw KinesisException.limitExceeded(
                "UpdateShardCount to %d: from %d shards only %d to %d can be reached at once."
                    .formatted(target, open, Math.max(1, open / 2), 2 * open));
          }
          return new Resharding(clock.instant()).evenly(state, target);
        });
    return ResponseJson.object()
        .put("StreamName", stream.name())
        .put("StreamARN", stream.arn())
        .put("CurrentShardCount", current)
        .put("TargetShardCount", target);
  }

  private static List<ShardState> after(String shardId, List<ShardState> shards) {
    return shards.stream().filter(shard -> shard.id().compareTo(shardId) > 0).toList();
  }

  private static ShardState open(Stream stream, StreamState state, String shardId) {
    ShardState found =
        state.shards().stream()
            .filter(shard -> shard.id().equals(shardId))
            .findFirst()
            .orElseThrow(
                () ->
                    KinesisException.notFound(
                        "Could not find shard %s in %s.".formatted(shardId, stream.place())));
    if (!found.open()) {
      throw KinesisException.invalidArgument(
          ("Shard %s in %s has already been merged or split, "
                  + "and thus is not eligible for merging or splitting.")
              .formatted(shardId, stream.place()));
    }
    return found;
  }

  private static void requireProvisioned(StreamState stream) {
    if (stream.settings().mode() != StreamMode.PROVISIONED) {
      throw new KinesisException(
          "ValidationException",
          "Shards of stream %s cannot be changed: its mode is ON_DEMAND.".formatted(stream.name()));
    }
  }

  /** The one way of scaling there is. */
  private enum ScalingType {
    UNIFORM_SCALING
  }
}
