package io.weir.local.mapping;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/**
 * What the poller has read and the lane has not yet taken. The poller waits when the lane is two
 * pages behind; records that were read together are seen together, so that they can be one batch.
 */
final class LaneBuffer {

  private static final int PAGES_AHEAD = 2;
  private static final List<ShardRecord> END = List.of();
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final BlockingQueue<List<ShardRecord>> pages = new ArrayBlockingQueue<>(PAGES_AHEAD);
  private final Deque<ShardRecord> untaken = new ArrayDeque<>();
  private final MappingSettings settings;
  private final ToIntFunction<ShardRecord> encodedSize;
  private final Stop stop;
  private boolean ended;

  LaneBuffer(MappingSettings settings, ToIntFunction<ShardRecord> encodedSize, Stop stop) {
    this.settings = settings;
    this.encodedSize = encodedSize;
    this.stop = stop;
  }

  /** Hands records over, waiting for room; gives up only when it is time to stop. */
  void put(List<ShardRecord> page) throws InterruptedException {
    while (!stop.isRequested() && !pages.offer(page, 100, TimeUnit.MILLISECONDS)) {
      // the lane is busy: look again whether to stop
    }
  }

  /** Says that nothing more will come: the shard is closed. */
  void end() throws InterruptedException {
    put(END);
  }

  /**
   * Waits for the next batch: as many records as the settings allow, complete when it is full, when
   * its event would pass 6 MB, or when the window is over (ESM-4, ESM-5).
   *
   * @param windowStart when the previous invocation ended
   * @return the records, or none when the shard has ended or it is time to stop
   */
  List<ShardRecord> next(Instant windowStart, InstantSource clock) throws InterruptedException {
    while (untaken.isEmpty() && !ended && !stop.isRequested()) {
      take(LOOK_AGAIN);
    }
    Instant windowEnd = windowStart.plus(settings.batchWindow());
    while (!isFull() && !ended && !stop.isRequested()) {
      Duration left = Duration.between(clock.instant(), windowEnd);
      if (!take(left.isNegative() ? Duration.ZERO : left) && !clock.instant().isBefore(windowEnd)) {
        break;
      }
    }
    return drain();
  }

  private boolean isFull() {
    return untaken.size() >= settings.batchSize();
  }

  private boolean take(Duration patience) throws InterruptedException {
    Duration wait = patience.compareTo(LOOK_AGAIN) < 0 ? patience : LOOK_AGAIN;
    List<ShardRecord> page = pages.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
    if (page == null) {
      return false;
    }
    ended |= page.isEmpty();
    untaken.addAll(page);
    return true;
  }

  private List<ShardRecord> drain() {
    List<ShardRecord> batch = new ArrayList<>();
    long bytes = 0;
    while (!untaken.isEmpty() && batch.size() < settings.batchSize()) {
      bytes += encodedSize.applyAsInt(untaken.getFirst());
      if (bytes > InvocationEvent.MAX_BYTES && !batch.isEmpty()) {
        break;
      }
      batch.add(untaken.removeFirst());
    }
    return batch;
  }
}
