package io.weir.chaos.simulate;

import io.weir.local.kinesis.Kinesis.ShardView;
import io.weir.local.mapping.engine.Checkpoints;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The mapping's durable checkpoints, held against what is in the stream. */
final class Shards implements Checkpoints {

  private final World world;
  private final StreamService service;
  private final Truth truth;
  private final Map<String, Checkpoint> checkpoints = new HashMap<>();

  Shards(World world, StreamService service, Truth truth) {
    this.world = world;
    this.service = service;
    this.truth = truth;
  }

  @Override
  public Optional<Checkpoint> load(String shardId) {
    return Optional.ofNullable(checkpoints.get(shardId));
  }

  @Override
  public void save(String shardId, Checkpoint checkpoint) {
    world.note(() -> "the mapping is through %s: %s".formatted(shardId, checkpoint));
    truth.checkpoint(shardId, checkpoint);
    checkpoints.put(shardId, checkpoint);
  }

  /** Tells whether the mapping is through everything that the stream has. */
  boolean areDone() {
    List<ShardView> shards = service.kinesis().shards(StreamService.STREAM);
    return shards.stream().allMatch(this::isDone);
  }

  private boolean isDone(ShardView shard) {
    Checkpoint checkpoint = checkpoints.get(shard.shardId());
    if (shard.closed()) {
      return checkpoint instanceof Checkpoint.ShardEnd;
    }
    Optional<BigInteger> last = truth.records().last(shard.shardId());
    return last.isEmpty()
        || (checkpoint instanceof Checkpoint.Through through
            && new BigInteger(through.sequenceNumber()).compareTo(last.get()) >= 0);
  }
}
