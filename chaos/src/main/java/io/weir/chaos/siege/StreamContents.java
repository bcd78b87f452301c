package io.weir.chaos.siege;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * What the stream has accepted and can still be read there: the truth, whatever a producer
 * believes.
 *
 * @param records the bytes' hash by position
 * @param again those of them that carry an origin
 */
record StreamContents(NavigableMap<Position, Hash> records, Map<Position, PutAgain> again) {

  /** Empty pages in a row that are taken for the end, once the stream says that none is behind. */
  private static final int EMPTY_PAGES = 2;

  /** Reads every shard from its oldest record on. */
  static StreamContents read(KinesisClient kinesis) {
    StreamContents contents = new StreamContents(new TreeMap<>(), new TreeMap<>());
    ShardList.of(kinesis).stream()
        .map(Shard::shardId)
        .forEach(shardId -> contents.addAll(kinesis, shardId));
    return contents;
  }

  private void addAll(KinesisClient kinesis, String shardId) {
    String iterator =
        kinesis
            .getShardIterator(
                request ->
                    request
                        .streamName(Stack.STREAM)
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
    PutAgain.of(data).ifPresent(it -> again.put(position, it));
  }
}
