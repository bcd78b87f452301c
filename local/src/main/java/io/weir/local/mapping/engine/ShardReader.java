package io.weir.local.mapping.engine;

import io.weir.local.mapping.engine.Activity.Effect;
import io.weir.local.mapping.engine.RecordSource.Page;
import io.weir.local.mapping.engine.RecordSource.Position;
import io.weir.local.mapping.engine.RecordSource.ShardRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads one shard and hands its records to the shard's lanes, a little ahead of them. */
final class ShardReader implements Activity {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration AFTER_AN_ERROR = Duration.ofSeconds(1);
  private static final int PAGE = 1_000;

  private final String shardId;
  private final MappingContext mapped;
  private final ShardProgress progress;
  private final List<Lane> lanes;
  private final int pageSize;
  private Position position;
  private Optional<Instant> readAt = Optional.empty();
  private boolean ended;

  /** Prepares to read; waits until it is opened. */
  ShardReader(
      String shardId,
      MappingContext mapped,
      ShardProgress progress,
      List<Lane> lanes,
      Position from) {
    this.shardId = shardId;
    this.mapped = mapped;
    this.progress = progress;
    this.lanes = lanes;
    this.position = from;
    this.pageSize = Math.max(mapped.settings().batchSize(), PAGE);
  }

  /** Begins to read: the parents are finished (ESM-28). */
  void open(Instant now) {
    if (readAt.isEmpty()) {
      readAt = Optional.of(now);
    }
  }

  /** Takes note that the stream does not have the shard any more. */
  void close() {
    if (!ended) {
      end();
    }
  }

  @Override
  public Optional<Instant> nextAt() {
    int behind = lanes.stream().mapToInt(lane -> lane.buffer().size()).sum();
    return ended || behind >= pageSize ? Optional.empty() : readAt;
  }

  @Override
  public Effect begin(Instant now) {
    return new Effect(Step.READ, this::read);
  }

  private Consumer<Instant> read() {
    try {
      Page page = mapped.wiring().source().records().read(shardId, position, pageSize);
      List<List<ShardRecord>> kept = sort(page.records());
      return now -> {
        mapped.counters().faults.remove(shardId);
        take(page, kept, now);
      };
    } catch (RuntimeException e) {
      mapped.warnOnce(shardId, "reading " + shardId + " failed: " + e);
      return now -> {
        mapped.counters().faults.put(shardId, "reading " + shardId + " failed: " + e.getMessage());
        readAt = Optional.of(now.plus(AFTER_AN_ERROR));
      };
    }
  }

  /**
   * Sorts records into the lanes: all of a key into one, so that each key keeps its order (ESM-27).
   * The last list is of those that the filters take out.
   */
  private List<List<ShardRecord>> sort(List<ShardRecord> records) {
    List<List<ShardRecord>> sorted = new ArrayList<>();
    for (int lane = 0; lane <= lanes.size(); lane++) {
      sorted.add(new ArrayList<>());
    }
    Filters filters = mapped.filters();
    for (ShardRecord record : records) {
      boolean accepted = filters.accept(shardId, record, mapped.wiring().source().identity());
      sorted.get(accepted ? laneOf(record.partitionKey()) : lanes.size()).add(record);
    }
    return sorted;
  }

  private void take(Page page, List<List<ShardRecord>> sorted, Instant now) {
    position = page.next();
    mapped.counters().polled.add(page.records().size());
    progress.taken(page.records());
    for (int lane = 0; lane < lanes.size(); lane++) {
      lanes.get(lane).buffer().add(sorted.get(lane));
    }
    List<ShardRecord> filtered = sorted.get(lanes.size());
    if (!filtered.isEmpty()) {
      mapped.counters().filtered.add(filtered.size());
      mapped.counters().finished.add(filtered.size());
      progress.finished(filtered); // ESM-37: the position moves past them
    }
    readAt = Optional.of(page.atTip() ? now.plus(POLL) : now);
    if (page.atEnd()) {
      end();
    }
  }

  private void end() {
    ended = true;
    lanes.forEach(lane -> lane.buffer().end());
    progress.readToEnd();
  }

  private int laneOf(String partitionKey) {
    if (lanes.size() == 1) {
      return 0;
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("MD5").digest(partitionKey.getBytes(StandardCharsets.UTF_8));
      int bits = hash[0] << 24 | (hash[1] & 255) << 16 | (hash[2] & 255) << 8 | (hash[3] & 255);
      return Integer.remainderUnsigned(bits, lanes.size());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
