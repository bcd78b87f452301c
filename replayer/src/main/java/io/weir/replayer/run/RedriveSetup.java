package io.weir.replayer.run;

import io.weir.replayer.examine.MappingFilter;
import io.weir.replayer.queue.Leased;
import io.weir.replayer.queue.LetterQueue;
import io.weir.replayer.queue.Pulse;
import io.weir.replayer.recover.Pause;
import io.weir.replayer.recover.Recovery;
import io.weir.replayer.route.Proof;
import io.weir.replayer.route.Route;
import io.weir.replayer.route.StreamRoute.RedeadletteredLookup;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What a redrive is given.
 *
 * @param services what it calls
 * @param control how fast it goes, and what ends it early
 * @param limits how it treats its records
 */
public record RedriveSetup(RedriveServices services, RunControl control, RedriveLimits limits) {

  /**
   * What a redrive calls.
   *
   * @param queue where the dead letters are
   * @param reread tells what they are now
   * @param route where the records go
   * @param proof tells what became of them
   * @param filter says which records the mapping drops today
   */
  public record RedriveServices(
      LetterQueue queue, Reread reread, Route route, Proof proof, MappingFilter filter) {

    /** Returns what finds records in newer messages. */
    RedeadletteredLookup redeadlettered() {
      return new QueueRedeadletteredLookup(queue, reread);
    }
  }

  /**
   * Recovers dead letters again when a plan is applied: what they were when the plan was made
   * proves nothing.
   */
  @FunctionalInterface
  public interface Reread {

    /**
     * Returns what there is now, one recovery a letter in their order. Never throws for a fault of
     * the stream: that is a verdict.
     */
    List<Recovery> read(List<Leased> letters) throws InterruptedException;
  }

  /**
   * How fast a redrive goes, and what ends it early.
   *
   * @param pace how fast records go out
   * @param pause waits for messages that another receiver holds
   * @param pulse extends the leases
   * @param stop whether to begin nothing more
   * @param progress is told how the run gets on
   */
  public record RunControl(
      Pace pace, Pause pause, Pulse pulse, BooleanSupplier stop, Progress progress) {}

  /**
   * How a run treats its records.
   *
   * @param ramp in which steps it goes
   * @param maxAttempts how often a record may fail before it is set aside, at least 1
   * @param stopAfter after how many failures in a row nothing more is sent; 0: never
   * @param lease how long a message stays out of sight unless its lease is extended
   */
  public record RedriveLimits(Ramp ramp, int maxAttempts, int stopAfter, Duration lease) {

    /**
     * The usual guard: what fails so often in a row fails for a reason that waiting will not mend.
     */
    public static final int STOP_AFTER = 10;
  }
}
