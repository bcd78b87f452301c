package io.weir.replayer.queue;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

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

  /** A pulse on a thread of its own. */
  final class Heartbeat implements Pulse.Beating {

    private final ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread beat = new Thread(work, "weir-leases");
              beat.setDaemon(true);
              return beat;
            });

    private final ScheduledFuture<?> beats;

    Heartbeat(Duration period, Runnable beat) {
      long millis = Math.max(1, period.toMillis());
      beats = thread.scheduleAtFixedRate(beat, millis, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
      beats.cancel(false);
      thread.shutdownNow();
    }
  }
}
