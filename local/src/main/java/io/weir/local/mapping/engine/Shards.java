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
  private static final String LISTING = "listing the shards";

  private final MappingContext mapped;
  private final Map<String, ShardActivities> atWork = new LinkedHashMap<>();
  private final Map<String, Shard> ended = new HashMap<>();
  private final List<Activity> activities = new ArrayList<>(List.of(this));
  private boolean listed;
  private Instant lookAt = AT_ONCE;

  /** One shard's activities. */
  private record ShardActivities(
      Shard shard, ShardProgress progress, ShardReader reader, List<Lane> lanes) {}

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
    Set<Shard> known = new HashSet<>(ended.values());
    atWork.values().forEach(work -> known.add(work.shard()));
    return new Effect(Step.LIST_SHARDS, () -> look(known));
  }

  private Consumer<Instant> look(Set<Shard> known) {
    try {
      List<Shard> shards = mapped.wiring().source().records().shards();
      Map<String, Checkpoint> checkpoints = new HashMap<>();
      for (Shard shard : shards) {
        if (!known.contains(shard)) {
          mapped
              .wiring()
              .checkpoints()
              .load(shard.shardId())
              .filter(shard::owns)
              .ifPresent(checkpoint -> checkpoints.put(shard.shardId(), checkpoint));
        }
      }
      return now -> {
        mapped.counters().faults.remove(LISTING);
        take(shards, checkpoints, now);
      };
    } catch (RuntimeException e) {
      mapped.warnOnce(LISTING, "listing the shards failed: " + e);
      return now -> {
        mapped.counters().faults.put(LISTING, String.valueOf(e.getMessage()));
        lookAt = now.plus(LOOK_AGAIN);
      };
    }
  }

  private void take(List<Shard> shards, Map<String, Checkpoint> checkpoints, Instant now) {
    boolean firstEver = !listed && checkpoints.isEmpty();
    shards.forEach(this::forgetEarlier);
    for (Shard shard : shards) {
      String shardId = shard.shardId();
      if (checkpoints.get(shardId) instanceof Checkpoint.ShardEnd) {
        ended.put(shardId, shard);
      } else if (!atWork.containsKey(shardId) && !ended.containsKey(shardId)) {
        Optional<Checkpoint> checkpoint = Optional.ofNullable(checkpoints.get(shardId));
        atWork.put(shardId, work(shard, checkpoint, firstEver, now));
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

  /** Drops what is known of a shard of the same name in a stream that was deleted (ESM-69). */
  private void forgetEarlier(Shard shard) {
    ShardActivities work = atWork.get(shard.shardId());
    if (work != null && !work.shard().startsAt().equals(shard.startsAt())) {
      atWork.remove(shard.shardId());
    }
    ended.computeIfPresent(
        shard.shardId(), (id, old) -> old.startsAt().equals(shard.startsAt()) ? old : null);
  }

  private void open(List<Shard> shards, Instant now) {
    atWork.forEach(
        (shardId, work) -> {
          if (work.progress().ended()) {
            ended.put(shardId, work.shard());
          }
        });
    atWork.keySet().removeAll(ended.keySet());
    Set<String> there = shards.stream().map(Shard::shardId).collect(Collectors.toSet());
    for (Shard shard : shards) {
      ShardActivities work = atWork.get(shard.shardId());
      boolean parentsEnded =
          shard.parents().stream().filter(there::contains).allMatch(ended::containsKey);
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
      Shard shard, Optional<Checkpoint> checkpoint, boolean firstEver, Instant now) {
    String shardId = shard.shardId();
    ShardProgress progress = new ShardProgress(shard, mapped);
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
        shard, progress, new ShardReader(shardId, mapped, progress, lanes, position), lanes);
  }
}
