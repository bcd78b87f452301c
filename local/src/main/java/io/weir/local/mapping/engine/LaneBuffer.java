package io.weir.local.mapping.engine;

import io.weir.local.mapping.engine.RecordSource.ShardRecord;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** What was read for a lane and is not yet in a batch. */
final class LaneBuffer {

  private final Deque<ShardRecord> untaken = new ArrayDeque<>();
  private final MappingSettings settings;
  private final ToIntFunction<ShardRecord> encodedSize;
  private long bytes;
  private boolean ended;

  /**
   * Starts empty.
   *
   * @param encodedSize what a record adds to an event, in bytes, at most
   */
  LaneBuffer(MappingSettings settings, ToIntFunction<ShardRecord> encodedSize) {
    this.settings = settings;
    this.encodedSize = encodedSize;
  }

  void add(List<ShardRecord> records) {
    for (ShardRecord record : records) {
      untaken.addLast(record);
      bytes += encodedSize.applyAsInt(record);
    }
  }

  /** Says that nothing more will come: the shard is closed. */
  void end() {
    ended = true;
  }

  int size() {
    return untaken.size();
  }

  /**
   * Returns when a batch is complete: when it is full, when its event would pass 6 MB, when nothing
   * can follow, or when the window is over (ESM-4, ESM-5); nothing while there is no record.
   *
   * @param windowStart when the previous invocation ended
   */
  Optional<Instant> completeAt(Instant windowStart) {
    if (untaken.isEmpty()) {
      return Optional.empty();
    }
    boolean full =
        ended || untaken.size() >= settings.batchSize() || bytes > InvocationEvent.MAX_BYTES;
    return Optional.of(full ? Activity.AT_ONCE : windowStart.plus(settings.batchWindow()));
  }

  /** Takes as many records as the batch size and 6 MB allow, at least one. */
  List<ShardRecord> take() {
    List<ShardRecord> batch = new ArrayList<>();
    long batchBytes = 0;
    while (!untaken.isEmpty() && batch.size() < settings.batchSize()) {
      int size = encodedSize.applyAsInt(untaken.getFirst());
      if (batchBytes + size > InvocationEvent.MAX_BYTES && !batch.isEmpty()) {
        break;
      }
      batchBytes += size;
      batch.add(untaken.removeFirst());
    }
    bytes -= batchBytes;
    return batch;
  }
}
