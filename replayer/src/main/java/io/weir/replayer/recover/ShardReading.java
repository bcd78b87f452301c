package io.weir.replayer.recover;

import io.weir.replayer.letter.BatchRange;
import io.weir.replayer.letter.StreamArn;
import io.weir.replayer.recover.RangeReader.Found;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Reads many ranges: shards side by side, the ranges of one shard in order. */
final class ShardReading {

  private static final int MAX_SHARDS_AT_ONCE = 8;

  /** Ranges that are no further apart are likely to share a page. */
  private static final Duration NEIGHBOURS = Duration.ofMinutes(1);

  /** How many records beyond a range are read for its neighbours' sake. */
  private static final int AHEAD = 500;

  private final StreamReader reader;
  private final Bounds bounds;
  private final ReadPace pace;
  private final InstantSource clock;
  private final IntFunction<ExecutorService> threads;
  private final Map<StreamArn, Optional<Duration>> retentions = new ConcurrentHashMap<>();

  ShardReading(StreamReader reader, Bounds bounds, ReadPace pace, InstantSource clock) {
    this.reader = reader;
    this.bounds = bounds;
    this.pace = pace;
    this.clock = clock;
    this.threads = Executors::newFixedThreadPool;
  }

  private ShardReading(ShardReading other, IntFunction<ExecutorService> threads) {
    this.reader = other.reader;
    this.bounds = other.bounds;
    this.pace = other.pace;
    this.clock = other.clock;
    this.threads = threads;
  }

  /** Returns the same on other threads. */
  ShardReading on(IntFunction<ExecutorService> others) {
    return new ShardReading(this, others);
  }

  /** Ranges to read, sorted by shard. */
  static final class Ranges {
    private final Map<Shard, List<Task>> shards = new LinkedHashMap<>();

    void add(BatchRange range, Consumer<Found> result) {
      shards
          .computeIfAbsent(new Shard(range.stream(), range.shardId()), key -> new ArrayList<>())
          .add(new Task(range, result));
    }
  }

  private record Shard(StreamArn stream, String shardId) {}

  private record Task(BatchRange range, Consumer<Found> result) {}

  void run(Ranges work) throws InterruptedException {
    if (work.shards.isEmpty()) {
      return;
    }
    ExecutorService pool = threads.apply(Math.min(MAX_SHARDS_AT_ONCE, work.shards.size()));
    try {
      List<Future<?>> running = new ArrayList<>();
      work.shards.forEach(
          (shard, tasks) ->
              running.add(
                  pool.submit(
                      () -> {
                        readShard(shard, tasks);
                        return true;
                      })));
      for (Future<?> shard : running) {
        shard.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InterruptedException stopped) {
        throw stopped;
      }
      throw new IllegalStateException("a shard's reading broke", e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  /** Returns how long a stream keeps records; empty if it would not say. */
  Optional<Duration> retention(StreamArn stream) {
    return retentions.computeIfAbsent(stream, this::askForRetention);
  }

  private Optional<Duration> askForRetention(StreamArn stream) {
    for (int attempt = 1; ; attempt++) {
      try {
        return Optional.of(reader.retention(stream));
      } catch (StreamException e) {
        if (e.kind() != StreamException.Kind.SLOW_DOWN
            || attempt == ShardCursor.MAX_ATTEMPTS
            || !waited(stream)) {
          return Optional.empty();
        }
      }
    }
  }

  private boolean waited(StreamArn stream) {
    try {
      pace.afterThrottling(stream.toString());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void readShard(Shard shard, List<Task> tasks) throws InterruptedException {
    tasks.sort(Comparator.comparing((Task task) -> task.range().start()));
    RangeReader ranges =
        new RangeReader(
            new ShardCursor(reader, shard.stream(), shard.shardId(), pace),
            bounds,
            retention(shard.stream()),
            clock.instant());
    for (int i = 0; i < tasks.size(); i++) {
      BatchRange range = tasks.get(i).range();
      boolean neighbourFollows =
          i + 1 < tasks.size()
              && tasks
                  .get(i + 1)
                  .range()
                  .firstArrival()
                  .isBefore(range.lastArrival().plus(NEIGHBOURS));
      tasks.get(i).result().accept(ranges.read(range, neighbourFollows ? AHEAD : 0));
    }
  }
}
