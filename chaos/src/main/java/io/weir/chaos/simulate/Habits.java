package io.weir.chaos.simulate;

import io.weir.replayer.plan.Plan;
import io.weir.replayer.plan.Selection;
import io.weir.replayer.run.Ramp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How an operator works.
 *
 * @param looks whether he names the table
 * @param lease how long he has a message out of the others' sight, unless he extends that
 * @param reading how he has the stream read
 */
record Habits(boolean looks, Pace pace, Aims aims, Duration lease, Reading reading) {

  /**
   * How fast and how long he runs.
   *
   * @param attempts how often a record may fail
   * @param patience how often he is asked whether to stop, until he does
   * @param ramp the steps of his runs
   */
  record Pace(int attempts, int patience, Ramp ramp) {

    /** Never stopping, and everything at once. */
    static Pace steady(int attempts) {
      return new Pace(attempts, Integer.MAX_VALUE, Ramp.NONE);
    }
  }

  /**
   * What he does with letters.
   *
   * @param route through which their records go
   * @param discards whether he also discards what he likes, and brings some of it back
   * @param fromVault whether he rescues, and takes payloads from the vault
   * @param selection what he redrives and discards
   */
  record Aims(Plan.Via route, boolean discards, boolean fromVault, Selection selection) {

    /** Redriving everything through the function. */
    static Aims plain(boolean fromVault) {
      return new Aims(Plan.Via.lambda, false, fromVault, Selection.ALL);
    }
  }

  /** What the operators do where they all do the same. */
  static final Habits PLAIN =
      new Habits(true, Pace.steady(3), Aims.plain(false), Tools.LEASE, Reading.PLAIN);

  private static final List<String> RAMPS =
      List.of("1,10,100%", "50%,100%", "5", "1", "150%", "1,,5");
  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final int MOST_PATIENCE = 60;

  /** Draws some. */
  static Habits draw(SplittableRandom random, Instant now) {
    boolean ramps = random.nextInt(3) == 0;
    int way = random.nextInt(8);
    return new Habits(
        random.nextInt(3) != 0,
        new Pace(
            1 + random.nextInt(3),
            random.nextInt(4) == 0 ? 1 + random.nextInt(MOST_PATIENCE) : Integer.MAX_VALUE,
            ramps ? ramp(RAMPS.get(random.nextInt(RAMPS.size()))) : Ramp.NONE),
        new Aims(
            way == 0 ? Plan.Via.file : way < 3 ? Plan.Via.stream : Plan.Via.lambda,
            random.nextInt(3) == 0,
            random.nextInt(4) == 0,
            Selections.draw(random, now)),
        random.nextInt(4) == 0 ? SHORT : Tools.LEASE,
        Reading.draw(random));
  }

  /** A mistyped ramp is refused, and replaced by another one. */
  private static Ramp ramp(String typed) {
    try {
      return Ramp.parse(typed);
    } catch (IllegalArgumentException e) {
      return Ramp.parse(RAMPS.get(0));
    }
  }

  /** Returns the habits of an operator who goes on until all is done. */
  Habits tireless() {
    return new Habits(
        true, Pace.steady(Cleanup.ATTEMPTS), Aims.plain(aims.fromVault()), lease, Reading.PLAIN);
  }
}
