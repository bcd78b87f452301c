package io.weir.local.testing;

import io.weir.local.mapping.engine.Checkpoints;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Checkpoints of one test, for whose progress one can wait. */
final class TestCheckpoints implements Checkpoints {

  private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(20);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final Map<String, Checkpoint> byShard = new HashMap<>();

  @Override
  public Optional<Checkpoint> load(String shardId) {
    lock.lock();
    try {
      return Optional.ofNullable(byShard.get(shardId));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void save(String shardId, Checkpoint checkpoint) {
    lock.lock();
    try {
      byShard.put(shardId, checkpoint);
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until something is so, looking when a checkpoint moves; returns whether it came. */
  boolean await(BooleanSupplier condition, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      lock.lock();
      try {
        long unused = moved.awaitNanos(Math.min(left, LOOK_AGAIN));
      } finally {
        lock.unlock();
      }
    }
    return true;
  }
}
