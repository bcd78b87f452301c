package io.weir.local.kinesis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The structures that more than one operation answers with. */
final class ResponseJson {

  private ResponseJson() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ObjectNode shard(ShardState shard) {
    ObjectNode node = object().put("ShardId", shard.id());
    if (shard.parent() != null) {
      node.put("ParentShardId", ShardState.id(shard.parent()));
    }
    if (shard.adjacentParent() != null) {
      node.put("AdjacentParentShardId", ShardState.id(shard.adjacentParent()));
    }
    node.set("HashKeyRange", range(shard.range()));
    ObjectNode numbers = node.putObject("SequenceNumberRange");
    numbers.put("StartingSequenceNumber", shard.sequenceNumbers().first());
    Instant closedAt = shard.closedAt();
    if (closedAt != null) {
      numbers.put("EndingSequenceNumber", shard.sequenceNumbers().last(closedAt));
    }
    return node;
  }

  static ObjectNode childShard(ShardState shard) {
    ObjectNode node = object().put("ShardId", shard.id());
    ArrayNode parents = node.putArray("ParentShards");
    parents(shard).forEach(parent -> parents.add(ShardState.id(parent)));
    node.set("HashKeyRange", range(shard.range()));
    return node;
  }

  static List<Integer> parents(ShardState shard) {
    List<Integer> parents = new ArrayList<>();
    if (shard.parent() != null) {
      parents.add(shard.parent());
    }
    if (shard.adjacentParent() != null) {
      parents.add(shard.adjacentParent());
    }
    return parents;
  }

  /** What DescribeStream and DescribeStreamSummary have in common. */
  static ObjectNode stream(Stream stream) {
    StreamState state = stream.state();
    ObjectNode node =
        summary(stream)
            .put("RetentionPeriodHours", state.settings().retentionHours())
            .put("EncryptionType", "NONE");
    node.putArray("EnhancedMonitoring").addObject().putArray("ShardLevelMetrics");
    return node;
  }

  static ObjectNode summary(Stream stream) {
    StreamState state = stream.state();
    ObjectNode node =
        object()
            .put("StreamName", state.name())
            .put("StreamARN", stream.arn())
            .put("StreamStatus", "ACTIVE")
            .putPOJO("StreamCreationTimestamp", state.createdAt());
    node.putObject("StreamModeDetails").put("StreamMode", state.settings().mode().name());
    return node;
  }

  private static ObjectNode range(HashRange range) {
    return object()
        .put("StartingHashKey", range.start().toString())
        .put("EndingHashKey", range.end().toString());
  }
}
