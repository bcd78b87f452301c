package io.weir.replayer.run;

import java.util.List;
import java.util.Map;

/**
 * What a run has done.
 *
 * @param run its id
 * @param result how it ended
 * @param fates how many records each fate has; they add up to the plan's records
 * @param messages what became of the plan's messages
 * @param notes what a person should know, a line each
 */
public record Report(
    String run, Result result, Map<Fate, Integer> fates, Messages messages, List<String> notes) {

  /**
   * Messages of a plan.
   *
   * @param all how many it has
   * @param deleted how many of them are gone from the queue
   */
  public record Messages(int all, int deleted) {}

  /** Takes copies. */
  public Report {
    fates = Map.copyOf(fates);
    notes = List.copyOf(notes);
  }

  /** How a run ended. */
  public enum Result {
    /** It did what the plan says. */
    DONE,
    /** The world is not what the plan says: nothing was sent. */
    REFUSED,
    /** Records came back in a step of the ramp: nothing else was sent. */
    ABORTED,
    /** Too many records failed in a row: nothing else was sent. */
    BROKEN,
    /** It was asked to stop. */
    INTERRUPTED,
    /** What is behind the route turned everything away. */
    THROTTLED
  }

  /** Returns how many records have a fate. */
  public int count(Fate fate) {
    return fates.getOrDefault(fate, 0);
  }
}
