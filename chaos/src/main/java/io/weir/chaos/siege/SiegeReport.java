package io.weir.chaos.siege;

import io.weir.local.books.Books;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How a siege went.
 *
 * @param settings what was asked for
 * @param disrupted what was done to the processes, the stream, the table and the queue
 * @param traffic what crossed the wires
 * @param commands how often each command of the replayer ended how
 * @param totals where every record is
 */
public record SiegeReport(
    SiegeSettings settings,
    Disrupted disrupted,
    Traffic traffic,
    Map<String, Integer> commands,
    Totals totals) {

  /** Takes a copy. */
  public SiegeReport {
    commands = Map.copyOf(commands);
  }

  /**
   * What was done to the processes, the stream, the table and the queue.
   *
   * @param kills how often each target was killed
   * @param starts how often services and mapping were started
   * @param reshards how often shards were split or merged
   * @param intrusions how often an intruder did what to table and queue
   */
  public record Disrupted(
      Map<Target, Integer> kills, int starts, int reshards, Map<String, Integer> intrusions) {

    /** Takes copies. */
    public Disrupted {
      kills = Map.copyOf(kills);
      intrusions = Map.copyOf(intrusions);
    }

    /** Returns how often anything was killed. */
    public int killed() {
      return kills.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /**
   * What crossed the wires.
   *
   * @param faults how often each fault was injected, by its name
   * @param mappingsFaults the same on the mapping's own wire
   * @param calls how many calls crossed the wires, those with faults included
   * @param unanswered records of calls that had no answer; each was put again
   */
  public record Traffic(
      Map<String, Long> faults, Map<String, Long> mappingsFaults, long calls, int unanswered) {

    /** Takes copies. */
    public Traffic {
      faults = Map.copyOf(faults);
      mappingsFaults = Map.copyOf(mappingsFaults);
    }

    /** Returns how many faults were injected. */
    public long faulted() {
      return Stream.of(faults, mappingsFaults)
          .flatMap(counts -> counts.values().stream())
          .mapToLong(Long::longValue)
          .sum();
    }
  }

  /**
   * Where every record is.
   *
   * @param before when everything had drained, before the replayer tidied up
   * @param after at the end
   * @param took from the first start to the last look
   */
  public record Totals(Books before, Books after, Duration took) {}

  /** Says whether the promise held, at the end and when it was looked at before. */
  public boolean holds() {
    return totals.before.hold() && totals.after.hold();
  }
}
