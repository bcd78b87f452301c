package io.weir.chaos.simulate;

import io.weir.local.mapping.engine.MappingSettings;
import io.weir.local.mapping.engine.StartingPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * How a run's pipeline is set up, and what goes through it.
 *
 * @param mapping the mapping's settings
 * @param sieve the mapping's filter
 */
record Scenario(Load load, MappingSettings mapping, Handler handler, Staff staff, Sieve sieve) {

  private static final int SHARE_OF_LARGE = 40;

  /**
   * What is put into the stream.
   *
   * @param producers how many producers there are
   * @param keys how many partition keys there are
   * @param shards how many shards there are at first
   * @param poisonShare how many of the records cannot be stored as they are
   * @param large whether some poison is so large that no message can carry it, or no event
   */
  record Load(int producers, int keys, int shards, double poisonShare, boolean large) {}

  /** The function, and whether it parks poison. */
  record Handler(boolean parks, Duration timeout) {}

  /**
   * The people with a replayer.
   *
   * @param fixes whether the operators repair
   * @param operators how many of them there are
   * @param rescues whether an operator runs a rescue every minute
   */
  record Staff(boolean fixes, int operators, boolean rescues) {}

  /** Draws a set-up for the weather that it has. */
  static Scenario draw(SplittableRandom random, Weather weather) {
    boolean parks = random.nextBoolean();
    boolean large = random.nextInt(SHARE_OF_LARGE) == 0;
    return new Scenario(
        new Load(
            1 + random.nextInt(3),
            1 + random.nextInt(20),
            1 + random.nextInt(3),
            random.nextInt(3) == 0 ? 0 : random.nextDouble() * 0.2,
            large),
        settings(random, weather, parks && !large && !weather.has(Fault.QUEUE_SMALL)),
        new Handler(parks, Duration.ofSeconds(10 + random.nextInt(30))),
        new Staff(random.nextBoolean(), 1 + random.nextInt(2), random.nextBoolean()),
        Sieve.draw(random));
  }

  /** Poison blocks its lane for all its retries: few, unless an age or parking ends them. */
  private static MappingSettings settings(
      SplittableRandom random, Weather weather, boolean nothingStays) {
    Optional<Duration> age =
        random.nextInt(3) == 0
            ? Optional.of(Duration.ofSeconds(60 + random.nextInt(240)))
            : Optional.empty();
    boolean patient = (nothingStays || age.isPresent()) && random.nextInt(3) == 0;
    return MappingSettings.awsDefaults().toBuilder()
        .batchSize(1 + random.nextInt(50))
        .batchWindow(
            Duration.ofSeconds(random.nextInt(10) == 0 ? random.nextInt(30) : random.nextInt(3)))
        .maximumRetryAttempts(patient ? many(random) : OptionalInt.of(random.nextInt(5)))
        .maximumRecordAge(age)
        .bisect(random.nextInt(4) != 0)
        .reportBatchItemFailures(random.nextInt(8) != 0)
        .parallelizationFactor(random.nextBoolean() ? 1 : 1 + random.nextInt(10))
        .startingPosition(start(random, weather))
        .build();
  }

  private static OptionalInt many(SplittableRandom random) {
    return random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(5 + random.nextInt(10));
  }

  /** At the tip only where the mapping lives until it has kept where that was. */
  private static StartingPosition start(SplittableRandom random, Weather weather) {
    int sort = random.nextInt(6);
    if (sort == 0) {
      return new StartingPosition.AtTimestamp(Instant.EPOCH);
    }
    return sort == 1 && !weather.has(Fault.MAPPING_CRASH)
        ? new StartingPosition.Latest()
        : new StartingPosition.TrimHorizon();
  }
}
