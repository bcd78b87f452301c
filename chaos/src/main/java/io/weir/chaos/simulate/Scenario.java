package io.weir.chaos.simulate;

import io.weir.local.mapping.BackOff;
import io.weir.local.mapping.MappingSettings;
import io.weir.local.mapping.StartingPosition;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * How a run's pipeline is set up, and what goes through it.
 *
 * @param records how many records the producers have
 * @param producers how many producers there are
 * @param keys how many partition keys there are
 * @param shards how many shards there are at first
 * @param poisonShare how many of the records no one can store as they are
 * @param mapping the mapping's settings
 * @param parks whether the function parks poison
 * @param timeout the function's
 * @param fixes whether the operators repair
 * @param operators how many of them there are
 * @param rescues whether somebody rescues every minute
 */
record Scenario(
    int records,
    int producers,
    int keys,
    int shards,
    double poisonShare,
    MappingSettings mapping,
    boolean parks,
    Duration timeout,
    boolean fixes,
    int operators,
    boolean rescues) {

  /** Draws a set-up. */
  static Scenario draw(SplittableRandom random, int records) {
    MappingSettings settings =
        new MappingSettings(
            1 + random.nextInt(50),
            Duration.ofSeconds(random.nextInt(3)),
            OptionalInt.of(random.nextInt(5)),
            random.nextInt(3) == 0
                ? Optional.of(Duration.ofSeconds(60 + random.nextInt(240)))
                : Optional.empty(),
            random.nextInt(4) != 0,
            true,
            random.nextBoolean() ? 1 : 1 + random.nextInt(4),
            new StartingPosition.TrimHorizon(),
            BackOff.ofLambda());
    return new Scenario(
        records,
        1 + random.nextInt(3),
        1 + random.nextInt(20),
        1 + random.nextInt(3),
        random.nextInt(3) == 0 ? 0 : random.nextDouble() * 0.2,
        settings,
        random.nextBoolean(),
        Duration.ofSeconds(10 + random.nextInt(30)),
        random.nextBoolean(),
        1 + random.nextInt(2),
        random.nextBoolean());
  }
}
