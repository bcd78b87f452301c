package io.weir.local.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weir.local.http.Reply;
import io.weir.local.http.Request;
import io.weir.local.kinesis.Kinesis;
import io.weir.local.kinesis.Kinesis.ShardView;
import io.weir.local.kinesis.ReadFrom;
import io.weir.local.mapping.engine.Checkpoints;
import io.weir.local.mapping.engine.Checkpoints.Checkpoint;
import io.weir.local.mapping.engine.RecordSource;
import io.weir.local.pipeline.KinesisSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The stream of one test, written without the SDK, whose first call alone takes a second. Records
 * that are put together become visible to the mapping together.
 */
final class TestStream implements RecordSource {

  private static final JsonMapper JSON = new JsonMapper();

  private final Kinesis kinesis;
  private final String name;
  private final RecordSource source;
  private final ReadWriteLock visibility = new ReentrantReadWriteLock();

  private TestStream(Kinesis kinesis, String name) {
    this.kinesis = kinesis;
    this.name = name;
    this.source = new KinesisSource(kinesis, name);
  }

  static TestStream create(Kinesis kinesis, Settings.Stream wanted) {
    TestStream stream = new TestStream(kinesis, wanted.name());
    stream.call(
        "CreateStream",
        JSON.createObjectNode()
            .put("StreamName", wanted.name())
            .put("ShardCount", wanted.shards()));
    return stream;
  }

  /** Puts records in one call, and returns where each went. */
  List<PutRecord.Position> put(String partitionKey, List<byte[]> data) {
    ObjectNode request = JSON.createObjectNode().put("StreamName", name);
    ArrayNode records = request.putArray("Records");
    for (byte[] bytes : data) {
      records.addObject().put("PartitionKey", partitionKey).put("Data", bytes);
    }
    visibility.writeLock().lock();
    try {
      List<PutRecord.Position> positions = new ArrayList<>();
      for (JsonNode put : call("PutRecords", request).path("Records")) {
        if (put.has("ErrorCode")) {
          throw new IllegalStateException("the stream refused a record: " + put);
        }
        positions.add(
            new PutRecord.Position(
                put.path("ShardId").textValue(), put.path("SequenceNumber").textValue()));
      }
      return positions;
    } finally {
      visibility.writeLock().unlock();
    }
  }

  /** Says whether the mapping is past every record that the stream holds. */
  boolean isDone(Checkpoints checkpoints) {
    return kinesis.shards(name).stream()
        .allMatch(shard -> isDone(shard, checkpoints.load(shard.shardId())));
  }

  private boolean isDone(ShardView shard, Optional<Checkpoint> checkpoint) {
    if (shard.closed()) {
      return checkpoint.filter(Checkpoint.ShardEnd.class::isInstance).isPresent();
    }
    ReadFrom unread =
        checkpoint
            .filter(Checkpoint.Through.class::isInstance)
            .<ReadFrom>map(
                at -> new ReadFrom.AfterSequenceNumber(((Checkpoint.Through) at).sequenceNumber()))
            .orElseGet(ReadFrom.TrimHorizon::new);
    return kinesis.read(name, shard.shardId(), unread, 1).records().isEmpty();
  }

  @Override
  public List<Shard> shards() {
    return source.shards();
  }

  @Override
  public Page read(String shardId, Position from, int limit) {
    visibility.readLock().lock();
    try {
      return source.read(shardId, from, limit);
    } finally {
      visibility.readLock().unlock();
    }
  }

  private JsonNode call(String operation, JsonNode request) {
    Reply reply =
        kinesis.handle(
            new Request(
                "POST",
                "/",
                Map.of(
                    "x-amz-target",
                    "Kinesis_20131202." + operation,
                    "content-type",
                    "application/x-amz-json-1.1"),
                request.toString().getBytes(StandardCharsets.UTF_8)));
    try {
      JsonNode answer = JSON.readTree(reply.body());
      if (reply.status() != 200) {
        throw new IllegalArgumentException(
            answer.path("__type").asText() + ": " + answer.path("message").asText());
      }
      return answer;
    } catch (IOException e) {
      throw new IllegalStateException("Kinesis answered " + operation + " with no JSON", e);
    }
  }
}
