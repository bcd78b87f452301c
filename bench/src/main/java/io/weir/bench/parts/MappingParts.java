package io.weir.bench.parts;

import io.weir.bench.driver.Batches;
import io.weir.bench.driver.Kind;
import io.weir.bench.growth.MappingRun;
import io.weir.local.mapping.engine.RecordSource;
import io.weir.local.mapping.engine.RecordSource.ShardRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The mapping's state machine over a shard that never ends. */
@State(Scope.Benchmark)
public class MappingParts {
  private final MappingRun run = new MappingRun(new Endless());

  /** One step: a read, or a batch of 100 built, invoked and checkpointed, whichever is due. */
  @Benchmark
  public Object step() {
    return run.step();
  }

  /** As many records as are asked for, numbered on and on. */
  private static final class Endless implements RecordSource {
    private final ByteBuffer payload =
        ByteBuffer.wrap(Batches.payload(Kind.EVENTS, 1).getBytes(StandardCharsets.UTF_8));
    private long next;

    @Override
    public List<Shard> shards() {
      return List.of(new Shard("shardId-000000000000", Set.of()));
    }

    @Override
    public Page read(String shardId, Position from, int limit) {
      long first = next;
      next += limit;
      List<ShardRecord> records = LongStream.range(first, next).mapToObj(this::record).toList();
      String last = records.get(records.size() - 1).sequenceNumber();
      return new Page(records, new Position.After(last), false, false);
    }

    private ShardRecord record(long n) {
      return new ShardRecord(Batches.sequenceNumber(n), "device-" + n % 100, payload, Payloads.NOW);
    }
  }
}
