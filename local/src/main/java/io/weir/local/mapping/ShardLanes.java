package io.weir.local.mapping;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the lanes of one shard share, and which lane a record takes.
 *
 * @param stop tells the lanes to stop
 */
record ShardLanes(
    String shardId,
    MappingSettings settings,
    Wiring wiring,
    MappingCounters counters,
    ShardProgress progress,
    Stop stop) {

  InvocationEvent event() {
    return new InvocationEvent(wiring.stream());
  }

  /**
   * Sorts records into the lanes: all of a key into one, so that each key keeps its order (ESM-27).
   */
  List<List<ShardRecord>> sort(List<ShardRecord> records) {
    List<List<ShardRecord>> lanes = new ArrayList<>();
    IntStream.range(0, settings.parallelizationFactor()).forEach(n -> lanes.add(new ArrayList<>()));
    for (ShardRecord record : records) {
      lanes.get(laneOf(record.partitionKey())).add(record);
    }
    return lanes;
  }

  private int laneOf(String partitionKey) {
    try {
      byte[] hash =
          MessageDigest.getInstance("MD5").digest(partitionKey.getBytes(StandardCharsets.UTF_8));
      BigInteger lanes = BigInteger.valueOf(settings.parallelizationFactor());
      return new BigInteger(1, hash).mod(lanes).intValue();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
