package io.weir.replayer.act;

/** Whether somebody has asked the run to stop; the batch in hand is finished all the same. */
@FunctionalInterface
public interface Stop {

  /** Never stops. */
  Stop NEVER = () -> false;

  /** Tells whether to begin nothing more. */
  boolean requested();
}
