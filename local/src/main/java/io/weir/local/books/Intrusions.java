package io.weir.local.books;

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
public record Intrusions(Set<Position> vanished, Set<String> foreign, Map<String, Integer> counts) {

  /** Takes copies. */
  public Intrusions {
    vanished = Set.copyOf(vanished);
    foreign = Set.copyOf(foreign);
    counts = Map.copyOf(counts);
  }

  /** Returns what an intruder did that is not there. */
  public static Intrusions none() {
    return new Intrusions(Set.of(), Set.of(), Map.of());
  }
}
