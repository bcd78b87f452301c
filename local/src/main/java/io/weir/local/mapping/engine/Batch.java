package io.weir.local.mapping.engine;

import io.weir.local.mapping.engine.RecordSource.ShardRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * A fixed list of records that is handed to the function as one event, and its retry budget.
 *
 * <p>The unit of the budget and of the request id: an unchanged batch is retried under the same id;
 * what is left after progress, and each half after a split, is a new batch (ESM-14, ESM-15).
 *
 * @param records not empty, in shard order
 * @param requestId the same for every attempt
 * @param attempts how many attempts were counted
 * @param throttles how many times in a row Lambda refused before the function ran
 */
record Batch(List<ShardRecord> records, UUID requestId, int attempts, int throttles) {

  Batch {
    records = List.copyOf(records);
  }

  static Batch of(List<ShardRecord> records, UUID requestId) {
    return new Batch(records, requestId, 0, 0);
  }

  int size() {
    return records.size();
  }

  /**
   * Returns a part of this batch as a batch of its own.
   *
   * <p>Its id follows from this one's, so that a run is repeated by its first ids alone.
   */
  Batch part(int from, int to) {
    String name = requestId + "/" + attempts + "/" + from + "-" + to;
    return of(
        records.subList(from, to),
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.US_ASCII)));
  }

  Batch attempted() {
    return new Batch(records, requestId, attempts + 1, 0);
  }

  Batch throttled() {
    return new Batch(records, requestId, attempts, throttles + 1);
  }
}
