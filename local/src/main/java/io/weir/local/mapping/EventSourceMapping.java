package io.weir.local.mapping;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A mapping that runs on the wall clock: it polls every shard of a stream, calls the function, and
 * writes pointers, until it is closed. {@link VirtualMapping} does the same in virtual time.
 *
 * <p>One thread looks for what is due; each effect is performed by a thread of its own, without the
 * lock that guards the mapping's state.
 */
public final class EventSourceMapping implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Wiring wiring;
  private final Shards shards;
  private final MappingCounters counters = new MappingCounters();
  private final ExecutorService workers = Executors.newCachedThreadPool(r -> daemon(r, "mapping"));
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<Activity> busy = new HashSet<>();
  private boolean closing;

  private EventSourceMapping(MappingSettings settings, Filters filters, Wiring wiring) {
    this.wiring = wiring;
    this.shards = new Shards(new Mapped(settings, filters, wiring, counters, UUID::randomUUID));
  }

  /** Starts to poll; every record reaches the function. */
  public static EventSourceMapping start(MappingSettings settings, Wiring wiring) {
    return start(settings, Filters.none(), wiring);
  }

  /**
   * Starts to poll.
   *
   * @param filters which records reach the function at all
   */
  public static EventSourceMapping start(MappingSettings settings, Filters filters, Wiring wiring) {
    EventSourceMapping mapping = new EventSourceMapping(settings, filters, wiring);
    daemon(mapping::drive, "mapping-driver").start();
    return mapping;
  }

  /** Returns what was done so far. */
  public MappingCounts counts() {
    return counters.snapshot();
  }

  /** Returns how the last invocation ended, in the words of Lambda's API (ESM-39). */
  public String lastProcessingResult() {
    return counters.lastResult.words();
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
      return shards.repeat();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Stops between two effects: waits up to five seconds for those that are under way, then keeps
   * the checkpoints. What is still running then is delivered again by the next mapping.
   */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
      long left = PATIENCE.toNanos();
      while (!busy.isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
      }
      keepCheckpoints();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
      workers.shutdown(); // no interrupt: it would close the files that a read is in
    }
  }

  private void keepCheckpoints() {
    for (Activity activity : shards.activities()) {
      if (activity instanceof ShardProgress && !busy.contains(activity) && isDue(activity)) {
        activity.begin(wiring.clock().instant()).perform();
      }
    }
  }

  private boolean isDue(Activity activity) {
    return activity.nextAt().filter(at -> !at.isAfter(wiring.clock().instant())).isPresent();
  }

  private void drive() {
    lock.lock();
    try {
      while (!closing) {
        Instant now = wiring.clock().instant();
        Instant next = beginWhatIsDue(now);
        if (next.equals(Instant.MAX)) {
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

  /** Returns when to look again. */
  private Instant beginWhatIsDue(Instant now) {
    Instant next = Instant.MAX;
    for (Activity activity : shards.activities()) {
      Optional<Instant> at = busy.contains(activity) ? Optional.empty() : activity.nextAt();
      if (at.isPresent() && !at.get().isAfter(now)) {
        Effect effect = begin(activity, now);
        workers.execute(() -> work(activity, effect));
      } else if (at.isPresent() && at.get().isBefore(next)) {
        next = at.get();
      }
    }
    return next;
  }

  private Effect begin(Activity activity, Instant now) {
    busy.add(activity);
    return activity.begin(now);
  }

  /** Performs one effect, and goes on with the same activity as long as it is due. */
  private void work(Activity activity, Effect first) {
    @Nullable Effect effect = first;
    while (effect != null) {
      effect = noted(activity, effect.perform());
    }
  }

  private @Nullable Effect noted(Activity activity, Consumer<Instant> note) {
    lock.lock();
    try {
      note.accept(wiring.clock().instant());
      busy.remove(activity);
      changed.signalAll();
      return !closing && shards.activities().contains(activity) && isDue(activity)
          ? begin(activity, wiring.clock().instant())
          : null;
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
