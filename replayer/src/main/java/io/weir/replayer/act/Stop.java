package io.weir.replayer.act;

/** Whether the run was asked to stop; the batch in hand is finished in any case. */
@FunctionalInterface
public interface Stop {

  /** Never stops. */
  Stop NEVER = () -> false;

  /** Tells whether to begin nothing more. */
  boolean requested();
}
