package io.weir.local.mapping.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.weir.local.mapping.engine.Checkpoints;
import io.weir.local.mapping.engine.OnFailure;
import io.weir.local.mapping.engine.RecordSource;
import io.weir.local.mapping.engine.RecordSource.ShardRecord;
import io.weir.local.mapping.engine.Target;
import io.weir.local.mapping.engine.Target.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * Streams of one shard in memory, and a function {@code f} that remembers the keys it was given.
 */
final class FakeConnections implements Connections {

  static final String STREAMS = "arn:aws:kinesis:us-east-1:123456789012:stream/";
  static final String QUEUE = "arn:aws:sqs:us-east-1:123456789012:failures";

  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, List<ShardRecord>> streams = new ConcurrentHashMap<>();
  private final Map<UUID, Map<String, Checkpoints.Checkpoint>> checkpoints =
      new ConcurrentHashMap<>();
  private final List<String> delivered = new CopyOnWriteArrayList<>();
  private volatile boolean queueIsThere = true;
  private volatile boolean holding;
  private volatile CountDownLatch held = new CountDownLatch(0);
  private final List<UUID> forgotten = new CopyOnWriteArrayList<>();

  void put(String stream, String... keys) {
    List<ShardRecord> records = records(stream);
    for (String key : keys) {
      String number = String.valueOf(records.size() + 1);
      records.add(new ShardRecord(number, key, ByteBuffer.allocate(1), Instant.now()));
    }
  }

  void removeQueue() {
    queueIsThere = false;
  }

  /** Lets the next invocation wait. */
  void hold() {
    held = new CountDownLatch(1);
  }

  boolean isHolding() {
    return holding;
  }

  void release() {
    held.countDown();
  }

  List<String> delivered() {
    return List.copyOf(delivered);
  }

  List<UUID> forgotten() {
    return forgotten;
  }

  @Override
  public Optional<Connected> function(String nameOrArn) {
    return nameOrArn.replaceAll(".*:", "").equals("f")
        ? Optional.of(new Connected(new Remembering(), "arn:aws:iam::123456789012:role/r"))
        : Optional.empty();
  }

  @Override
  public Optional<RecordSource> stream(String arn) {
    return arn.endsWith("missing")
        ? Optional.empty()
        : Optional.of(new OneShard(records(arn.substring(STREAMS.length()))));
  }

  @Override
  public OnFailure destination(String arn, UUID mapping) {
    if (!arn.equals(QUEUE) || !queueIsThere) {
      throw new IllegalArgumentException("no such destination: " + arn);
    }
    return pointer -> {};
  }

  @Override
  public Checkpoints checkpoints(UUID mapping) {
    Map<String, Checkpoints.Checkpoint> byShard =
        checkpoints.computeIfAbsent(mapping, id -> new ConcurrentHashMap<>());
    return new Checkpoints() {
      @Override
      public Optional<Checkpoint> load(String shardId) {
        return Optional.ofNullable(byShard.get(shardId));
      }

      @Override
      public void save(String shardId, Checkpoint checkpoint) {
        byShard.put(shardId, checkpoint);
      }
    };
  }

  @Override
  public void forget(UUID mapping) {
    forgotten.add(mapping);
  }

  private List<ShardRecord> records(String stream) {
    return streams.computeIfAbsent(stream, name -> new CopyOnWriteArrayList<>());
  }

  /** A stream's only shard. */
  private record OneShard(List<ShardRecord> records) implements RecordSource {

    @Override
    public List<Shard> shards() {
      return List.of(new Shard("shardId-000000000000", Set.of()));
    }

    @Override
    public Page read(String shardId, Position from, int limit) {
      int start = from instanceof Position.After it ? Integer.parseInt(it.sequenceNumber()) : 0;
      int end = Math.min(records.size(), start + limit);
      Position next = end == 0 ? from : new Position.After(String.valueOf(end));
      return new Page(records.subList(start, end), next, end == records.size(), false);
    }
  }

  /** The function. */
  private final class Remembering implements Target {

    @Override
    public String functionArn() {
      return "arn:aws:lambda:us-east-1:123456789012:function:f";
    }

    @Override
    public String executedVersion() {
      return "$LATEST";
    }

    @Override
    public Outcome invoke(String requestId, byte[] event) {
      try {
        holding = held.getCount() > 0;
        held.await();
        for (JsonNode record : JSON.readTree(event).path("Records")) {
          delivered.add(record.at("/kinesis/partitionKey").textValue());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return new Outcome.Returned(new byte[0]);
    }
  }
}
