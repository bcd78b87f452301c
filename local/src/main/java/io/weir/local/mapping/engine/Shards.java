package io.weir.local.mapping.engine;

import io.weir.local.mapping.engine.Activity.Effect;
import io.weir.local.mapping.engine.Checkpoints.Checkpoint;
import io.weir.local.mapping.engine.RecordSource.Position;
import io.weir.local.mapping.engine.RecordSource.Shard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * All of a mapping's activities: it looks for shards, and has each read from its checkpoint on once
 * its parents are finished (ESM-28).
 *
 * <p>Where a shard is begun is kept as its first checkpoint: otherwise a mapping that starts at
 * {@code LATEST} would, when it is restarted, skip what arrived in between (ESM-36).
 */
final class Shards implements Activity {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  private final MappingContext mapped;
  private final Map<String, ShardActivities> atWork = new LinkedHashMap<>();
  private final Set<String> ended = new HashSet<>();
  private final List<Activity> activities = new ArrayList<>(List.of(this));
  private boolean listed;
  private Instant lookAt = AT_ONCE;

  /** One shard's activities. */
  private record ShardActivities(ShardProgress progress, ShardReader reader, List<Lane> lanes) {}

  Shards(MappingContext mapped) {
    this.mapped = mapped;
  }

  /** Returns everything that a driver has to drive, in an order that depends on nothing else. */
  List<Activity> activities() {
    return activities;
  }

  /** Lets every lane deliver its last batch once more; returns how many will (ESM-35). */
  int repeat() {
    return (int)
        atWork.values().stream().flatMap(w -> w.lanes().stream()).filter(Lane::repeat).count();
  }

  @Override
  public Optional<Instant> nextAt() {
    return Optional.of(lookAt);
  }

  @Override
  public Effect begin(Instant now) {
    Set<String> known = new HashSet<>(atWork.keySet());
    known.addAll(ended);
    return new Effect(Step.LIST_SHARDS, () -> look(known));
  }

  private Consumer<Instant> look(Set<String> known) {
    try {
      List<Shard> shards = mapped.wiring().source().records().shards();
      Map<String, Checkpoint> checkpoints = new HashMap<>();
      for (Shard shard : shards) {
        if (!known.contains(shard.shardId())) {
          mapped
              .wiring()
              .checkpoints()
              .load(shard.shardId())
              .ifPresent(checkpoint -> checkpoints.put(shard.shardId(), checkpoint));
        }
      }
      return now -> take(shards, checkpoints, now);
    } catch (RuntimeException e) {
      mapped.warn("listing the shards failed: " + e);
      return now -> lookAt = now.plus(LOOK_AGAIN);
    }
  }

  private void take(List<Shard> shards, Map<String, Checkpoint> checkpoints, Instant now) {
    boolean firstEver = !listed && checkpoints.isEmpty();
    for (Shard shard : shards) {
      String shardId = shard.shardId();
      if (checkpoints.get(shardId) instanceof Checkpoint.ShardEnd) {
        ended.add(shardId);
      } else if (!atWork.containsKey(shardId) && !ended.contains(shardId)) {
        Optional<Checkpoint> checkpoint = Optional.ofNullable(checkpoints.get(shardId));
        atWork.put(shardId, work(shardId, checkpoint, firstEver, now));
      }
    }
    open(shards, now);
    listed |= !shards.isEmpty();
    lookAt = now.plus(LOOK_AGAIN);
    activities.clear();
    activities.add(this);
    for (ShardActivities work : atWork.values()) {
      activities.addAll(List.of(work.progress(), work.reader()));
      activities.addAll(work.lanes());
    }
  }

  private void open(List<Shard> shards, Instant now) {
    atWork.forEach(
        (shardId, work) -> {
          if (work.progress().ended()) {
            ended.add(shardId);
          }
        });
    atWork.keySet().removeAll(ended);
    Set<String> there = shards.stream().map(Shard::shardId).collect(Collectors.toSet());
    for (Shard shard : shards) {
      ShardActivities work = atWork.get(shard.shardId());
      boolean parentsEnded =
          shard.parents().stream().filter(there::contains).allMatch(ended::contains);
      if (work != null && parentsEnded) {
        work.reader().open(now);
      }
    }
    atWork.forEach(
        (shardId, work) -> {
          if (!there.contains(shardId)) {
            work.reader().close();
          }
        });
  }

  /** A shard that appears later is a child: it is read from its start (ESM-28). */
  private ShardActivities work(
      String shardId, Optional<Checkpoint> checkpoint, boolean firstEver, Instant now) {
    ShardProgress progress = new ShardProgress(shardId, mapped);
    Position position;
    if (checkpoint.orElse(null) instanceof Checkpoint.Through through) {
      position = new Position.After(through.sequenceNumber());
    } else if (checkpoint.orElse(null) instanceof Checkpoint.Start start) {
      position = new Position.Start(start.at());
    } else {
      StartingPosition start =
          firstEver ? mapped.settings().startingPosition() : new StartingPosition.TrimHorizon();
      StartingPosition fixed =
          start instanceof StartingPosition.Latest ? new StartingPosition.AtTimestamp(now) : start;
      progress.begin(fixed);
      position = new Position.Start(fixed);
    }
    List<Lane> lanes =
        IntStream.range(0, mapped.settings().parallelizationFactor())
            .mapToObj(n -> new Lane(shardId, mapped, progress, now))
            .toList();
    return new ShardActivities(
        progress, new ShardReader(shardId, mapped, progress, lanes, position), lanes);
  }
}
