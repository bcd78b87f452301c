package io.weir.local.kinesis;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What an emulated Kinesis is set up with.
 *
 * @param accountId twelve digits, in each ARN and message
 * @param region in each ARN
 * @param limits what a shard bears
 * @param directory where streams survive a restart; without one they live in memory only
 */
public record KinesisSettings(
    String accountId, String region, KinesisLimits limits, Optional<Path> directory) {

  /** Returns account 000000000000 in us-east-1, without limits, in memory. */
  public static KinesisSettings inMemory() {
    return new KinesisSettings("000000000000", "us-east-1", KinesisLimits.none(), Optional.empty());
  }

  /** Returns these settings with streams kept in a directory, which is created if need be. */
  public KinesisSettings storedIn(Path path) {
    return new KinesisSettings(accountId, region, limits, Optional.of(path));
  }

  /** Returns these settings with other limits. */
  public KinesisSettings limitedBy(KinesisLimits other) {
    return new KinesisSettings(accountId, region, other, directory);
  }

  String streamArn(String streamName) {
    return "arn:aws:kinesis:%s:%s:stream/%s".formatted(region, accountId, streamName);
  }
}
