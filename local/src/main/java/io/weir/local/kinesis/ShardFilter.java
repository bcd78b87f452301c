package io.weir.local.kinesis;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** Which shards ListShards is asked for (KIN-10). */
enum ShardFilter {
  AFTER_SHARD_ID,
  AT_TRIM_HORIZON,
  FROM_TRIM_HORIZON,
  AT_LATEST,
  AT_TIMESTAMP,
  FROM_TIMESTAMP;

  static List<ShardState> apply(Params filter, Stream stream, Instant now) {
    ShardFilter type = filter.requiredChoice("Type", ShardFilter.class);
    Predicate<ShardState> wanted = type.predicate(filter, stream, now);
    String after = filter.text("ShardId", TextRule.NAME).orElse("");
    if (type == AFTER_SHARD_ID && after.isEmpty()) {
      throw KinesisException.invalidArgument(
          "ShardId must be provided when the ShardFilter Type is AFTER_SHARD_ID.");
    }
    return stream.shards().stream()
        .filter(wanted)
        .filter(shard -> shard.id().compareTo(after) > 0)
        .toList();
  }

  private Predicate<ShardState> predicate(Params filter, Stream stream, Instant now) {
    return switch (this) {
      case AFTER_SHARD_ID, FROM_TRIM_HORIZON -> shard -> true;
      case AT_TRIM_HORIZON -> {
        Instant horizon = later(stream.horizon(), stream.state().createdAt());
        yield shard -> openAt(shard, horizon);
      }
      case AT_LATEST -> ShardState::open;
      case AT_TIMESTAMP -> {
        Instant at = timestamp(filter, stream, now);
        yield shard -> openAt(shard, at);
      }
      case FROM_TIMESTAMP -> {
        Instant from = timestamp(filter, stream, now);
        yield shard -> openSince(shard, from);
      }
    };
  }

  private Instant timestamp(Params filter, Stream stream, Instant now) {
    Instant wanted =
        filter
            .instant("Timestamp")
            .orElseThrow(
                () ->
                    KinesisException.invalidArgument(
                        "Timestamp must be provided when the ShardFilter Type is " + name() + "."));
    if (wanted.isAfter(now)) {
      throw KinesisException.invalidArgument(
          "ShardFilter Timestamp must not be greater than current time.");
    }
    if (wanted.isBefore(later(stream.horizon(), stream.state().createdAt()))) {
      throw KinesisException.invalidArgument(
          "ShardFilter Timestamp cannot be older than TRIM_HORIZON of the stream.");
    }
    return wanted;
  }

  private static boolean openAt(ShardState shard, Instant instant) {
    return !shard.openedAt().isAfter(instant) && openSince(shard, instant);
  }

  private static boolean openSince(ShardState shard, Instant instant) {
    Instant closedAt = shard.closedAt();
    return closedAt == null || !closedAt.isBefore(instant);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
