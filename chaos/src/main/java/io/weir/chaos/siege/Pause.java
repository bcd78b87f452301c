package io.weir.chaos.siege;

import java.time.Duration;

/** Lets time pass. */
@FunctionalInterface
interface Pause {

  /** Returns when so much time has passed. */
  void of(Duration time) throws InterruptedException;

  /** Passes real time. */
  static void real(Duration time) throws InterruptedException {
    Thread.sleep(time.toMillis());
  }
}
