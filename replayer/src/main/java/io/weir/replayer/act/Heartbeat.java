package io.weir.replayer.act;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Extends a run's leases while it works, from a thread of its own. */
final class Heartbeat implements AutoCloseable {

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread beat = new Thread(work, "weir-leases");
            beat.setDaemon(true);
            return beat;
          });

  private final ScheduledFuture<?> beats;

  private Heartbeat(Leases leases, long period) {
    beats =
        thread.scheduleAtFixedRate(
            () -> beat(leases), period, Math.max(1, period), TimeUnit.MILLISECONDS);
  }

  /** Extends them three times in a lease's time. */
  static Heartbeat start(Leases leases, Duration lease) {
    return new Heartbeat(leases, lease.toMillis() / 3);
  }

  private static void beat(Leases leases) {
    try {
      leases.extend();
    } catch (QueueException e) {
      // The next beat tries again; a lease that is lost costs nothing but work done twice.
      return;
    }
  }

  @Override
  public void close() {
    beats.cancel(false);
    thread.shutdownNow();
  }
}
