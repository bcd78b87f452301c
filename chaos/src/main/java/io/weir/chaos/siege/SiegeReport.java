package io.weir.chaos.siege;

import io.weir.local.books.Books;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How a siege went.
 *
 * @param settings what was asked for
 * @param kills how often each target was killed
 * @param reshards how often shards were split or merged
 * @param starts how often services and mapping were started
 * @param faults how often each fault was injected, by its name
 * @param mappingsFaults the same on the mapping's own wire
 * @param calls how many calls crossed the wire, those with faults included
 * @param commands how often each command of the replayer ended how
 * @param intrusions how often an intruder did what to table and queue
 * @param unanswered records of calls that had no answer; each was put again
 * @param before the totals when everything had drained, before the replayer tidied up
 * @param after the totals at the end
 * @param took from the first start to the last look
 */
public record SiegeReport(
    SiegeSettings settings,
    Map<Target, Integer> kills,
    int reshards,
    int starts,
    Map<String, Long> faults,
    Map<String, Long> mappingsFaults,
    long calls,
    Map<String, Integer> commands,
    Map<String, Integer> intrusions,
    int unanswered,
    Books before,
    Books after,
    Duration took) {

  /** Takes copies. */
  public SiegeReport {
    kills = Map.copyOf(kills);
    faults = Map.copyOf(faults);
    mappingsFaults = Map.copyOf(mappingsFaults);
    commands = Map.copyOf(commands);
    intrusions = Map.copyOf(intrusions);
  }

  /** Returns how often anything was killed. */
  public int killed() {
    return kills.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Returns how many faults were injected. */
  public long faulted() {
    return Stream.of(faults, mappingsFaults)
        .flatMap(counts -> counts.values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  /** Says whether the promise held, at the end and when it was looked at before. */
  public boolean holds() {
    return before.hold() && after.hold();
  }
}
