package io.weir.replayer.run;

import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.Journal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * One start of a run.
 *
 * @param journal where it is written down
 * @param run its id, never used before
 * @param command as in {@code apply}
 * @param actor who started it
 * @param clock tells the time for the journal
 */
public record RunStart(
    Journal journal, String run, String command, Actor actor, InstantSource clock) {

  /** Writes down that the run begins, and with what. */
  void began(Entry.What what, String plan) {
    journal.write(
        List.of(new Entry.Started(clock.instant(), run, what, actor.name(), actor.reason(), plan)));
  }

  /** Writes down how the run has ended. */
  void ended(String result, Map<String, Integer> counts) {
    journal.write(List.of(new Entry.Ended(clock.instant(), run, result, counts)));
  }

  /**
   * Who acts, and why.
   *
   * @param name as in {@code maria@bastion}
   * @param reason in the actor's words; empty where none is asked for
   */
  public record Actor(String name, String reason) {}
}
