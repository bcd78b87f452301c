package io.weir.replayer.act;

import java.time.Duration;

/** How to wait. */
@FunctionalInterface
public interface Pause {

  /** Waits for so long. */
  void pause(Duration duration) throws InterruptedException;
}
