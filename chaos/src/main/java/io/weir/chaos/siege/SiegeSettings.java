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
 * @param records how many to put, positive
 * @param kills how often something is killed, not negative
 * @param targets what is killed, each as often as the others
 * @param seed the seed of all random choices
 * @param shards of the stream
 * @param reshards how often shards are split or merged, not negative
 * @param destination of what the mapping gives up
 * @param length over which records, kills and reshards are spread; what is not done by then follows
 * @param patience how long nothing may happen, once all faults have ended, before what is missing
 *     counts as lost
 * @param up further options for {@code local.jar up}, which win over ours
 * @param jars what is besieged
 * @param malformed makes a payload that can never be stored as it is
 * @param directory where everything is kept; must be empty
 */
public record SiegeSettings(
    int records,
    int kills,
    Set<Target> targets,
    long seed,
    int shards,
    int reshards,
    Destination destination,
    Duration length,
    Duration patience,
    List<String> up,
    Jars jars,
    Function<SplittableRandom, byte[]> malformed,
    Path directory) {

  /** Takes copies. */
  public SiegeSettings {
    targets = Set.copyOf(targets);
    up = List.copyOf(up);
  }
}
