package io.weir.local.books;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * What a stream has accepted and can still be read there: the truth, whatever a producer believes.
 *
 * @param name of the stream
 * @param records the bytes' hash by position
 * @param again those of them that carry an origin
 */
public record StreamContents(
    String name, NavigableMap<Position, Hash> records, Map<Position, PutAgain> again) {

  /** Empty pages in a row that are taken for the end, once the stream says that none is behind. */
  private static final int EMPTY_PAGES = 2;

  /** Reads every shard from its oldest record on. */
  public static StreamContents read(KinesisClient kinesis, String stream) {
    StreamContents contents = new StreamContents(stream, new TreeMap<>(), new TreeMap<>());
    shards(kinesis, stream).forEach(shard -> contents.addAll(kinesis, shard.shardId()));
    return contents;
  }

  /** Returns all shards of a stream, closed ones included, however many pages they fill. */
  public static List<Shard> shards(KinesisClient kinesis, String stream) {
    ListShardsResponse page = kinesis.listShards(request -> request.streamName(stream));
    List<Shard> shards = new ArrayList<>(page.shards());
    for (@Nullable String token = page.nextToken(); token != null; token = page.nextToken()) {
      String next = token;
      page = kinesis.listShards(request -> request.nextToken(next));
      shards.addAll(page.shards());
    }
    return shards;
  }

  private void addAll(KinesisClient kinesis, String shardId) {
    String iterator =
        kinesis
            .getShardIterator(
                request ->
                    request
                        .streamName(name)
                        .shardId(shardId)
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
    for (int empty = 0; iterator != null && empty < EMPTY_PAGES; ) {
      String at = iterator;
      GetRecordsResponse page = kinesis.getRecords(request -> request.shardIterator(at));
      page.records()
          .forEach(
              record ->
                  add(
                      Position.of(shardId, record.sequenceNumber()),
                      record.data().asByteArrayUnsafe()));
      boolean atTip = page.records().isEmpty() && page.millisBehindLatest() == 0;
      empty = atTip ? empty + 1 : 0;
      iterator = page.nextShardIterator();
    }
  }

  private void add(Position position, byte[] data) {
    records.put(position, Hash.of(data));
    PutAgain.of(data, name).ifPresent(it -> again.put(position, it));
  }
}
