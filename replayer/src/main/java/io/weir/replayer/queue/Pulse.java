package io.weir.replayer.queue;

import java.time.Duration;

/** Does something again and again while a run works. */
@FunctionalInterface
public interface Pulse {

  /** The one that has a thread of its own. */
  Pulse THREAD = Heartbeat::new;

  /** Returns how often a lease of this length is extended: two beats may fail. */
  static Duration period(Duration lease) {
    return lease.dividedBy(3);
  }

  /**
   * Starts.
   *
   * @param period how long it waits before the first beat, and between two; more than 0
   * @param beat never throws for a fault of a service
   * @return what ends it
   */
  Beating start(Duration period, Runnable beat);

  /** A pulse that beats until it is closed. */
  interface Beating extends AutoCloseable {
    @Override
    void close();
  }
}
