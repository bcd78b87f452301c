package io.weir.local.books;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Lets time pass. */
@FunctionalInterface
public interface Pause {

  /** Returns when so much time has passed. */
  void of(Duration time) throws InterruptedException;

  /** Passes real time. */
  static void real(Duration time) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(time.toNanos());
  }
}
