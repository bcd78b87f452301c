package io.weir.chaos.siege;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * The settings of a siege.
 *
 * @param seed the seed of all random choices
 * @param load what is put
 * @param disruptions what is killed and changed meanwhile
 * @param deployment what is besieged
 * @param patience how long nothing may happen, once all faults have ended, before what is missing
 *     counts as lost
 */
public record SiegeSettings(
    long seed, Load load, Disruptions disruptions, Deployment deployment, Duration patience) {

  /**
   * What is put.
   *
   * @param records how many, positive
   * @param malformed makes a payload that can never be stored as it is
   * @param length over which records, kills and reshards are spread; what is not done by then
   *     follows
   */
  public record Load(int records, Function<SplittableRandom, byte[]> malformed, Duration length) {}

  /**
   * What is done to the processes and to the stream.
   *
   * @param kills how often something is killed, not negative
   * @param targets what is killed, each as often as the others
   * @param reshards how often shards are split or merged, not negative
   */
  public record Disruptions(int kills, Set<Target> targets, int reshards) {

    /** Takes a copy. */
    public Disruptions {
      targets = Set.copyOf(targets);
    }
  }

  /**
   * What is besieged.
   *
   * @param jars as they were built
   * @param directory where everything is kept; must be empty
   * @param shards of the stream
   * @param destination of what the mapping gives up
   * @param up further options for {@code local.jar up}, which win over those of the siege
   */
  public record Deployment(
      Jars jars, Path directory, int shards, Destination destination, List<String> up) {

    /** Takes a copy. */
    public Deployment {
      up = List.copyOf(up);
    }
  }
}
