package io.weir.replayer.act;

import io.weir.replayer.recover.Recovery;

/**
 * Recovers a dead letter anew, when a plan is applied: what it was when the plan was made proves
 * nothing.
 */
@FunctionalInterface
public interface Recoverer {

  /** Returns what there is now. Never throws for a fault of the stream: that is a verdict. */
  Recovery recover(Leased letter);
}
