package io.weir.replayer.recover;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the reading of a shard to a small share of what the shard can give, since live consumers
 * read it too (KIN-13): a fixed rate of reads and bytes, with a short burst, and less for a while
 * after each throttling. Made for one thread a shard.
 */
public final class ReadPace {

  /** A shard gives five reads and 2 MB in a second (KIN-13): these bytes go with each read. */
  private static final double BYTES_A_READ = 400_000;

  private static final int BURST = 3;
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Duration between;
  private final double bytesPerSecond;
  private final InstantSource clock;
  private final Pause pause;
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

  /**
   * Makes a pace.
   *
   * @param readsPerSecond of each shard, above 0
   */
  public ReadPace(double readsPerSecond, InstantSource clock, Pause pause) {
    this.between = Duration.ofNanos((long) (1e9 / readsPerSecond));
    this.bytesPerSecond = BYTES_A_READ * readsPerSecond;
    this.clock = clock;
    this.pause = pause;
  }

  /** Waits until the shard may be read again. */
  void beforeRead(String shard) throws InterruptedException {
    Lane lane = lane(shard);
    Instant now = clock.instant();
    Instant earliest = lane.next.minus(between.multipliedBy(BURST - 1L));
    if (now.isBefore(earliest)) {
      pause.pause(Duration.between(now, earliest));
      now = earliest;
    }
    lane.next = (lane.next.isBefore(now) ? now : lane.next).plus(between);
  }

  /** Accounts for what a read has returned. */
  void afterRead(String shard, long bytes) {
    Lane lane = lane(shard);
    lane.next = lane.next.plus(Duration.ofNanos((long) (bytes / bytesPerSecond * 1e9)));
    lane.penalty = lane.penalty.dividedBy(2);
  }

  /** Waits after a throttling: twice as long after each one in a row. */
  void afterThrottling(String shard) throws InterruptedException {
    Lane lane = lane(shard);
    Duration doubled = lane.penalty.multipliedBy(2).plusMillis(500);
    lane.penalty = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    pause.pause(lane.penalty);
  }

  private Lane lane(String shard) {
    return lanes.computeIfAbsent(shard, name -> new Lane(clock.instant()));
  }

  private static final class Lane {
    private Instant next;
    private Duration penalty = Duration.ZERO;

    private Lane(Instant now) {
      this.next = now;
    }
  }
}
