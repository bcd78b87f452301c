package io.weir.local.kinesis;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * A place in a shard that is good for five minutes (KIN-7).
 *
 * @param issuedAt when it was handed out
 * @param streamName which stream
 * @param epochSecond when the shard was created: tells it from that of an earlier stream
 * @param shardId which shard
 * @param position in the shard
 */
record ShardIterator(
    Instant issuedAt, String streamName, long epochSecond, String shardId, long position) {

  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  static ShardIterator parse(String text) {
    List<String> fields =
        Token.fields(text, 5)
            .orElseThrow(() -> KinesisException.invalidArgument("Invalid ShardIterator."));
    return new ShardIterator(
        Instant.ofEpochMilli(Long.parseLong(fields.get(0))),
        fields.get(1),
        Long.parseLong(fields.get(2)),
        fields.get(3),
        Long.parseLong(fields.get(4)));
  }

  String text() {
    return Token.of(issuedAt.toEpochMilli(), streamName, epochSecond, shardId, position);
  }

  ShardIterator requireFresh(Instant now) {
    if (Duration.between(issuedAt, now).compareTo(LIFE) > 0) {
      throw KinesisException.expiredIterator(
          ("Iterator expired. The iterator was created at time %s while right now it is %s "
                  + "which is further in the future than the tolerated delay of %d milliseconds.")
              .formatted(TIME.format(issuedAt), TIME.format(now), LIFE.toMillis()));
    }
    return this;
  }

  ShardIterator advancedTo(long next, Instant now) {
    return new ShardIterator(now, streamName, epochSecond, shardId, next);
  }
}
