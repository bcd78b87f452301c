package io.weir.local.mapping.engine;

import io.weir.local.mapping.engine.Checkpoints.Checkpoint;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The stream as the mapping reads it. Each method may throw: the mapping tries again later. */
public interface RecordSource {

  /** Returns the shards that are still listed, closed ones included, parents before children. */
  List<Shard> shards();

  /**
   * Reads on in a shard.
   *
   * @param limit the most records to return, at least 1
   */
  Page read(String shardId, Position from, int limit);

  /**
   * A shard and the shards that must be finished before it may be read.
   *
   * @param parents empty for a shard that was there from the start
   * @param startsAt the number before its records: a stream that is deleted and created again has
   *     shards of the same names, and larger numbers (KIN-1); empty where the source does not tell
   */
  record Shard(String shardId, Set<String> parents, String startsAt) {

    /** Keeps a copy of the parents. */
    public Shard {
      parents = Set.copyOf(parents);
    }

    /** A shard of a source that does not tell incarnations of a stream apart. */
    public Shard(String shardId, Set<String> parents) {
      this(shardId, parents, "");
    }

    /** Says whether a checkpoint is one of this shard, and not of an earlier one of its name. */
    boolean owns(Checkpoint checkpoint) {
      if (startsAt.isEmpty()) {
        return true;
      }
      if (checkpoint instanceof Checkpoint.Through through) {
        return new BigInteger(through.sequenceNumber()).compareTo(new BigInteger(startsAt)) >= 0;
      }
      return !(checkpoint instanceof Checkpoint.ShardEnd end)
          || end.startsAt().isEmpty()
          || end.startsAt().equals(startsAt);
    }
  }

  /** Where to read on. A source may return positions of its own. */
  interface Position {

    /** No record was read yet. */
    record Start(StartingPosition at) implements Position {}

    /** Everything up to and including this sequence number was read. */
    record After(String sequenceNumber) implements Position {}
  }

  /**
   * What one read returned.
   *
   * @param records in shard order, possibly none even where more follow
   * @param next where to read on
   * @param atTip nothing more is in the shard for now
   * @param atEnd the shard is closed and nothing will ever follow
   */
  record Page(List<ShardRecord> records, Position next, boolean atTip, boolean atEnd) {

    /** Keeps a copy of the list. */
    public Page {
      records = List.copyOf(records);
    }
  }

  /**
   * A record as the mapping reads it from a shard.
   *
   * @param sequenceNumber the decimal position in the shard
   * @param partitionKey the producer's key
   * @param data the raw bytes, read-only
   * @param arrivedAt when the stream accepted the record
   */
  public record ShardRecord(
      String sequenceNumber, String partitionKey, ByteBuffer data, Instant arrivedAt) {

    /** Keeps a read-only view of the data. */
    public ShardRecord {
      data = data.asReadOnlyBuffer();
    }

    boolean isOlderThan(Duration age, Instant now) {
      return Duration.between(arrivedAt, now).compareTo(age) > 0;
    }
  }
}
