package io.weir.local.mapping;

import io.weir.local.mapping.Checkpoints.Checkpoint;
import io.weir.local.mapping.RecordSource.Shard;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A mapping that runs on the wall clock: it polls every shard of a stream, calls the function, and
 * writes pointers, until it is closed.
 */
public final class EventSourceMapping implements AutoCloseable {

  private static final Duration LOOK_FOR_SHARDS = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final MappingSettings settings;
  private final Wiring wiring;
  private final MappingCounters counters = new MappingCounters();
  private final Stop stop = new Stop();
  private final Map<String, Thread> pollers = new HashMap<>();
  private final Thread supervisor;

  private EventSourceMapping(MappingSettings settings, Wiring wiring) {
    this.settings = settings;
    this.wiring = wiring;
    this.supervisor = new Thread(this::superviseShards, "mapping");
    supervisor.setDaemon(true);
  }

  /** Starts to poll. */
  public static EventSourceMapping start(MappingSettings settings, Wiring wiring) {
    EventSourceMapping mapping = new EventSourceMapping(settings, wiring);
    mapping.supervisor.start();
    return mapping;
  }

  /** Returns what was done so far. */
  public MappingCounts counts() {
    return counters.snapshot();
  }

  /** Stops between two effects, waiting up to five seconds for invocations that run. */
  @Override
  public void close() {
    stop.request();
    try {
      supervisor.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void superviseShards() {
    boolean listed = false;
    try {
      do {
        listed |= startPollers(!listed);
      } while (stop.pause(LOOK_FOR_SHARDS));
      for (Thread poller : pollers.values()) {
        poller.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the process is ending
    }
  }

  /**
   * Starts to read every shard whose parents are finished; returns whether the shards were listed.
   */
  private boolean startPollers(boolean first) {
    try {
      List<Shard> shards = wiring.source().shards();
      Set<String> listed = shards.stream().map(Shard::shardId).collect(Collectors.toSet());
      for (Shard shard : shards) {
        boolean parentsDone =
            shard.parents().stream().filter(listed::contains).allMatch(this::isFinished);
        if (parentsDone && !pollers.containsKey(shard.shardId()) && !isFinished(shard.shardId())) {
          poll(shard, first);
        }
      }
      return true;
    } catch (RuntimeException e) {
      wiring.warnings().accept("listing the shards failed: " + e);
      return false;
    }
  }

  /** A shard that appears later is a child: it is read from its start (ESM-28). */
  private void poll(Shard shard, boolean first) {
    StartingPosition start =
        first ? settings.startingPosition() : new StartingPosition.TrimHorizon();
    ShardProgress progress =
        new ShardProgress(
            sequenceNumber -> save(shard.shardId(), new Checkpoint.Through(sequenceNumber)));
    ShardLanes lanes = new ShardLanes(shard.shardId(), settings, wiring, counters, progress, stop);
    Thread poller = new Thread(new ShardPoller(lanes, start), shard.shardId());
    poller.setDaemon(true);
    poller.start();
    pollers.put(shard.shardId(), poller);
  }

  /** A checkpoint that cannot be kept costs a repetition after a restart, never a record. */
  private void save(String shardId, Checkpoint checkpoint) {
    try {
      wiring.checkpoints().save(shardId, checkpoint);
    } catch (RuntimeException e) {
      wiring.warnings().accept("the checkpoint of " + shardId + " could not be kept: " + e);
    }
  }

  private boolean isFinished(String shardId) {
    return wiring
        .checkpoints()
        .load(shardId)
        .filter(Checkpoint.ShardEnd.class::isInstance)
        .isPresent();
  }
}
