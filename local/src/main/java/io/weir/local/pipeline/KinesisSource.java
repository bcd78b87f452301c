package io.weir.local.pipeline;

import io.weir.local.kinesis.Kinesis;
import io.weir.local.kinesis.Kinesis.ShardView;
import io.weir.local.kinesis.ReadFrom;
import io.weir.local.kinesis.StoredRecord;
import io.weir.local.mapping.engine.RecordSource;
import io.weir.local.mapping.engine.RecordSource.ShardRecord;
import io.weir.local.mapping.engine.StartingPosition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The emulated Kinesis, as the mapping reads it. */
public final class KinesisSource implements RecordSource {

  private final Kinesis kinesis;
  private final String stream;

  /** Reads one stream of it. */
  public KinesisSource(Kinesis kinesis, String stream) {
    this.kinesis = kinesis;
    this.stream = stream;
  }

  @Override
  public List<Shard> shards() {
    return kinesis.shards(stream).stream().map(KinesisSource::shard).toList();
  }

  @Override
  public Page read(String shardId, Position from, int limit) {
    io.weir.local.kinesis.Kinesis.RecordPage page =
        kinesis.read(stream, shardId, readFrom(from), limit);
    List<ShardRecord> records = page.records().stream().map(KinesisSource::record).toList();
    return new Page(records, new Cursor(page.next()), page.behindLatest().isZero(), page.atEnd());
  }

  private static Shard shard(ShardView view) {
    Set<String> parents = new HashSet<>();
    view.parent().ifPresent(parents::add);
    view.adjacentParent().ifPresent(parents::add);
    return new Shard(view.shardId(), parents, view.startsAt());
  }

  private static ShardRecord record(StoredRecord record) {
    return new ShardRecord(
        record.sequenceNumber(), record.partitionKey(), record.data(), record.arrivedAt());
  }

  private static ReadFrom readFrom(Position position) {
    if (position instanceof Cursor cursor) {
      return cursor.next();
    }
    if (position instanceof Position.After after) {
      return new ReadFrom.AfterSequenceNumber(after.sequenceNumber());
    }
    if (position instanceof Position.Start start) {
      return readFrom(start.at());
    }
    throw new IllegalArgumentException("a position of another source: " + position);
  }

  private static ReadFrom readFrom(StartingPosition start) {
    if (start instanceof StartingPosition.AtTimestamp at) {
      return new ReadFrom.AtTimestamp(at.timestamp());
    }
    return start instanceof StartingPosition.Latest
        ? new ReadFrom.Latest()
        : new ReadFrom.TrimHorizon();
  }

  /** Where the emulated Kinesis says to read on. */
  private record Cursor(ReadFrom next) implements Position {}
}
