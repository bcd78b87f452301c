package io.weir.handler.call;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A way to let time go by. */
@FunctionalInterface
public interface Pause {

  /** The one that really waits. */
  Pause REAL = length -> TimeUnit.NANOSECONDS.sleep(length.toNanos());

  /** Returns when the length has gone by. */
  void pause(Duration length) throws InterruptedException;
}
