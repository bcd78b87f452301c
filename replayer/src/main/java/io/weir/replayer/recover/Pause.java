package io.weir.replayer.recover;

import java.time.Duration;

/** Waits. A test or a simulator lets its own time go by instead. */
@FunctionalInterface
public interface Pause {

  /**
   * Returns after the given time, or earlier if the caller is to look whether to go on.
   *
   * @throws InterruptedException if there is no reason to go on
   */
  void pause(Duration time) throws InterruptedException;
}
