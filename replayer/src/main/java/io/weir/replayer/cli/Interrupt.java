package io.weir.replayer.cli;

import io.weir.replayer.app.Interruption;
import io.weir.replayer.recover.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ctrl-C, or the time at which a function is to stop: the batch in hand is finished, the messages
 * are given back, and only then the process ends. Waiting ends at once.
 */
final class Interrupt implements BooleanSupplier, Pause, AutoCloseable {

  private static final Duration LONGEST = Duration.ofMinutes(16);

  private final Optional<Instant> stopAt;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::end, "end-of-run");

  private Interrupt(Optional<Instant> stopAt) {
    this.stopAt = stopAt;
  }

  /** Listens from now on. */
  static Interrupt listen(Console console) {
    Interrupt interrupt = new Interrupt(console.stopAt());
    if (console.lasting()) {
      Runtime.getRuntime().addShutdownHook(interrupt.hook);
    }
    return interrupt;
  }

  private void end() {
    asked.countDown();
    try {
      // A function may run for 15 minutes; its answer is worth the wait.
      if (!finished.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Long> left() {
    return stopAt.map(end -> Duration.between(Instant.now(), end).toNanos());
  }

  /** Returns it as a run takes it. */
  Interruption interruption() {
    return new Interruption(this, this);
  }

  /** Tells whether nothing more is to be begun. */
  boolean requested() {
    return getAsBoolean();
  }

  @Override
  public boolean getAsBoolean() {
    return asked.getCount() == 0 || left().map(time -> time <= 0).orElse(false);
  }

  @Override
  public void pause(Duration duration) throws InterruptedException {
    long most = left().map(time -> Math.min(time, duration.toNanos())).orElse(duration.toNanos());
    if (asked.await(Math.max(0, most), TimeUnit.NANOSECONDS)) {
      return; // the waiting caller checks whether to go on
    }
  }

  @Override
  public void close() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // the process is ending already: the hook has nothing left to wait for
    }
  }
}
