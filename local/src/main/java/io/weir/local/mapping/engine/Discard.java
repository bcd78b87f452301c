package io.weir.local.mapping.engine;

import io.weir.local.mapping.engine.RecordSource.ShardRecord;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Records that the mapping gives up on, and what Lambda tells the destination about it.
 *
 * @param records not empty, in shard order
 * @param condition why
 * @param requestId of the batch's invocations
 * @param invokeCount of this batch alone, at least 1 even if the function was never called (ESM-21)
 * @param response absent if the function was not called, or not called last (ESM-22, ESM-25)
 */
record Discard(
    List<ShardRecord> records,
    Condition condition,
    UUID requestId,
    int invokeCount,
    Optional<Response> response) {

  /** Lambda's names for why a batch is given up (ESM-20). */
  enum Condition {
    RETRY_ATTEMPTS_EXHAUSTED("RetryAttemptsExhausted"),
    RECORD_AGE_EXCEEDED("RecordAgeExceeded");

    private final String wireName;

    Condition(String wireName) {
      this.wireName = wireName;
    }

    String wireName() {
      return wireName;
    }
  }

  /** How the last invocation ended. */
  enum Response {
    /** The function returned, and reported items or returned something unusable. */
    ITEMS_FAILED,
    /** The function threw, timed out, or its process ended. */
    UNHANDLED
  }
}
