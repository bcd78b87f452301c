package io.weir.chaos.siege;

import java.util.Map;
import java.util.Set;

/**
 * What an intruder did to table and queue.
 *
 * @param vanished records whose item was deleted while a letter stood for each of them
 * @param foreign ids of forged letters about streams and functions of others: nothing may be done
 *     with them but discard them
 * @param counts how often it did what
 */
record Intrusions(Set<Position> vanished, Set<String> foreign, Map<String, Integer> counts) {

  /** Takes copies. */
  Intrusions {
    vanished = Set.copyOf(vanished);
    foreign = Set.copyOf(foreign);
    counts = Map.copyOf(counts);
  }

  static Intrusions none() {
    return new Intrusions(Set.of(), Set.of(), Map.of());
  }
}
