package io.weir.local.kinesis;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a shard but its records.
 *
 * @param index its number in the stream
 * @param parent the index of the shard that was split, or of the left one that was merged
 * @param adjacentParent the index of the right one that was merged
 * @param range its hash keys
 * @param epochSecond its creation, as its sequence numbers carry it
 * @param openedAt its creation
 * @param closedAt when it was split or merged
 * @param firstOrdinal of its oldest record, or of its next one if it holds none
 */
@SuppressWarnings("checkstyle:RecordComponentNumber") // mirrors the stored log
record ShardState(
    int index,
    @Nullable Integer parent,
    @Nullable Integer adjacentParent,
    HashRange range,
    long epochSecond,
    Instant openedAt,
    @Nullable Instant closedAt,
    long firstOrdinal) {

  private static final long FIRST_ORDINAL = 1;
  private static final String PREFIX = "shardId-000000000000";

  static ShardState original(int index, HashRange range, long epochSecond, Instant now) {
    return new ShardState(index, null, null, range, epochSecond, now, null, FIRST_ORDINAL);
  }

  static ShardState child(
      int index, ShardState parent, @Nullable ShardState adjacent, HashRange range, Instant now) {
    return new ShardState(
        index,
        parent.index,
        adjacent == null ? null : adjacent.index,
        range,
        Math.max(now.getEpochSecond(), parent.epochSecond),
        now,
        null,
        FIRST_ORDINAL);
  }

  ShardState closed(Instant now) {
    return new ShardState(
        index, parent, adjacentParent, range, epochSecond, openedAt, now, firstOrdinal);
  }

  ShardState startingAt(long ordinal) {
    return new ShardState(
        index, parent, adjacentParent, range, epochSecond, openedAt, closedAt, ordinal);
  }

  boolean open() {
    return closedAt == null;
  }

  /** Says whether all its records, and the shard with them, have left the stream. */
  boolean goneBefore(Instant horizon) {
    return closedAt != null && closedAt.isBefore(horizon);
  }

  String id() {
    return id(index);
  }

  SequenceNumbers sequenceNumbers() {
    return new SequenceNumbers(epochSecond, index);
  }

  static String id(int index) {
    String digits = Integer.toString(index);
    return PREFIX.substring(0, PREFIX.length() - digits.length())
        + digits; // asked for at each read
  }
}
