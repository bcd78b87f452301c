package io.weir.infra.settings;

import io.weir.infra.settings.DeadLetterSettings.Destination;
import io.weir.infra.settings.Settings.Audience;
import io.weir.infra.settings.Settings.FunctionSettings;
import io.weir.infra.settings.Settings.FunctionSettings.Handler;
import io.weir.infra.settings.Settings.FunctionSettings.Poison;
import io.weir.infra.settings.Settings.Stage;
import io.weir.infra.settings.StreamSettings.Capacity;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of a stage when nothing is said. Their reasons stand in {@code docs/deploying.md}.
 */
final class Defaults {

  /** A day of stream, which costs nothing beyond the shard: 1 hour, 22, and 1 in reserve. */
  static final Settings DEV =
      new Settings(
          Stage.DEV,
          new StreamSettings(new Capacity.Provisioned(1), Duration.ofHours(24)),
          new MappingSettings(100, Duration.ofSeconds(1), 1, 5, Duration.ofHours(1)),
          new FunctionSettings(Handler.WEIR, Poison.REPORT, 1024, Duration.ofSeconds(60)),
          new DeadLetterSettings(Destination.SQS, Duration.ofHours(22), Duration.ofMinutes(15)),
          true,
          false,
          new Audience(Optional.empty(), Optional.empty()));

  /** The longest life that SQS gives a message, and a stream that outlives it. */
  static final Settings PROD =
      new Settings(
          Stage.PROD,
          new StreamSettings(new Capacity.Provisioned(2), Duration.ofDays(15)),
          new MappingSettings(100, Duration.ofSeconds(1), 2, 5, Duration.ofHours(6)),
          new FunctionSettings(Handler.WEIR, Poison.REPORT, 1024, Duration.ofSeconds(60)),
          new DeadLetterSettings(Destination.SQS, Duration.ofDays(14), Duration.ofMinutes(15)),
          true,
          false,
          new Audience(Optional.empty(), Optional.empty()));

  private Defaults() {}
}
