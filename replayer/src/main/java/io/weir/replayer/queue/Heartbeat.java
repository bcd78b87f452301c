package io.weir.replayer.queue;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

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
