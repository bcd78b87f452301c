package io.weir.replayer.run;

import io.weir.replayer.queue.Leased;
import io.weir.replayer.recover.Recovery;
import java.util.List;

/**
 * Recovers dead letters again when a plan is applied: what they were when the plan was made proves
 * nothing.
 */
@FunctionalInterface
public interface Reread {

  /**
   * Returns what there is now, one recovery a letter in their order. Never throws for a fault of
   * the stream: that is a verdict.
   */
  List<Recovery> read(List<Leased> letters) throws InterruptedException;
}
