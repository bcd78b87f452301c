package io.weir.local.mapping;

import io.weir.local.mapping.Checkpoints.Checkpoint;
import io.weir.local.mapping.RecordSource.Page;
import io.weir.local.mapping.RecordSource.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads one shard from its checkpoint on, and hands the records to the shard's lanes. */
final class ShardPoller implements Runnable {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration AFTER_AN_ERROR = Duration.ofSeconds(1);
  private static final int PAGE = 1_000;

  private final ShardLanes shard;
  private final List<LaneBuffer> buffers = new ArrayList<>();
  private final List<Thread> lanes = new ArrayList<>();
  private Position position;

  /**
   * Prepares to read.
   *
   * @param start used where the shard has no checkpoint
   */
  ShardPoller(ShardLanes shard, StartingPosition start) {
    this.shard = shard;
    this.position =
        shard
            .wiring()
            .checkpoints()
            .load(shard.shardId())
            .filter(Checkpoint.Through.class::isInstance)
            .<Position>map(
                through -> new Position.After(((Checkpoint.Through) through).sequenceNumber()))
            .orElseGet(() -> new Position.Start(start));
  }

  @Override
  public void run() {
    startLanes();
    try {
      while (!shard.stop().isRequested()) {
        if (poll()) {
          finish();
          return;
        }
      }
      joinLanes();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the mapping is closing
    }
  }

  /** Reads once and pauses if there is nothing more; returns whether the shard has ended. */
  private boolean poll() throws InterruptedException {
    Page page;
    try {
      page = shard.wiring().source().read(shard.shardId(), position, pageSize());
    } catch (RuntimeException e) {
      shard.wiring().warnings().accept("reading " + shard.shardId() + " failed: " + e);
      shard.stop().pause(AFTER_AN_ERROR);
      return false;
    }
    distribute(page.records());
    position = page.next();
    if (page.atTip() && !page.atEnd()) {
      shard.stop().pause(POLL);
    }
    return page.atEnd();
  }

  private int pageSize() {
    return Math.max(shard.settings().batchSize(), PAGE);
  }

  private void distribute(List<ShardRecord> records) throws InterruptedException {
    shard.counters().polled.add(records.size());
    shard.progress().taken(records);
    List<List<ShardRecord>> sorted = shard.sort(records);
    for (int lane = 0; lane < sorted.size(); lane++) {
      if (!sorted.get(lane).isEmpty()) {
        buffers.get(lane).put(sorted.get(lane));
      }
    }
  }

  private void startLanes() {
    for (int lane = 0; lane < shard.settings().parallelizationFactor(); lane++) {
      LaneBuffer buffer =
          new LaneBuffer(shard.settings(), shard.event()::encodedSize, shard.stop());
      Thread thread = new Thread(new Lane(shard, buffer), shard.shardId() + "-lane-" + lane);
      thread.setDaemon(true);
      thread.start();
      buffers.add(buffer);
      lanes.add(thread);
    }
  }

  private void finish() throws InterruptedException {
    for (LaneBuffer buffer : buffers) {
      buffer.end();
    }
    joinLanes();
    if (shard.progress().allFinished()) {
      shard.wiring().checkpoints().save(shard.shardId(), new Checkpoint.ShardEnd());
    }
  }

  private void joinLanes() throws InterruptedException {
    for (Thread lane : lanes) {
      lane.join();
    }
  }
}
