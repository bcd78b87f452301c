package io.weir.local.mapping.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A mapping that runs on the wall clock: it polls every shard of a stream, calls the function, and
 * writes pointers, until it is closed. What it does is decided by {@link MappingSteps}; here are
 * the threads, the lock and the clock.
 *
 * <p>One thread looks for what is due; each step is performed by a thread of its own, without the
 * lock that guards the mapping's state. A thread that has noted a step goes on with what is due
 * then.
 */
public final class EventSourceMapping implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final InstantSource clock;
  private final MappingSteps steps;
  private final ExecutorService workers = Executors.newCachedThreadPool(r -> daemon(r, "mapping"));
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean closing;

  private EventSourceMapping(
      MappingSettings settings, Filters filters, Wiring wiring, InstantSource clock) {
    this.clock = clock;
    this.steps = new MappingSteps(settings, filters, wiring, UUID::randomUUID);
  }

  /** Starts to poll; every record reaches the function. */
  public static EventSourceMapping start(
      MappingSettings settings, Wiring wiring, InstantSource clock) {
    return start(settings, Filters.none(), wiring, clock);
  }

  /**
   * Starts to poll.
   *
   * @param filters which records reach the function at all
   * @param clock for record ages, windows and timestamps
   */
  public static EventSourceMapping start(
      MappingSettings settings, Filters filters, Wiring wiring, InstantSource clock) {
    EventSourceMapping mapping = new EventSourceMapping(settings, filters, wiring, clock);
    daemon(mapping::drive, "mapping-driver").start();
    return mapping;
  }

  /** Returns what was done so far. */
  public MappingCounts counts() {
    return steps.counts();
  }

  /** Returns how the last invocation ended, in the words of Lambda's API (ESM-39). */
  public String lastProcessingResult() {
    return steps.lastProcessingResult();
  }

  /**
   * Lets every lane deliver the batch that it finished last once more, before it goes on: Lambda
   * promises at least once (ESM-35).
   *
   * @return how many lanes will
   */
  public int redeliver() {
    lock.lock();
    try {
      changed.signalAll();
      return steps.redeliver();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Stops between two steps: waits up to five seconds for those that are under way, then keeps the
   * checkpoints. What is still running then is delivered again by the next mapping.
   */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
      long left = PATIENCE.toNanos();
      while (steps.isBusy() && left > 0) {
        left = changed.awaitNanos(left);
      }
      steps.keepCheckpoints(clock.instant());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
      workers.shutdown(); // no interrupt: it would close the files that a read is in
    }
  }

  private void drive() {
    lock.lock();
    try {
      while (!closing) {
        Instant now = clock.instant();
        Optional<MappingSteps.Work> due = steps.begin(now);
        Instant next = steps.nextAt();
        if (due.isPresent()) {
          workers.execute(() -> work(due.get()));
        } else if (next.equals(Instant.MAX)) {
          changed.await();
        } else {
          changed.awaitNanos(Duration.between(now, next).toNanos());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the process is ending
    } finally {
      lock.unlock();
    }
  }

  /** Performs a step, and goes on as long as one is due. */
  private void work(MappingSteps.Work first) {
    Optional<MappingSteps.Work> work = Optional.of(first);
    while (work.isPresent()) {
      work.get().perform();
      work = noted(work.get());
    }
  }

  private Optional<MappingSteps.Work> noted(MappingSteps.Work done) {
    lock.lock();
    try {
      Instant now = clock.instant();
      done.note(now);
      changed.signalAll();
      return closing ? Optional.empty() : steps.begin(now);
    } finally {
      lock.unlock();
    }
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
