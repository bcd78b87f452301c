package io.weir.replayer.letter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Lambda's on-failure message: a range of a shard, and no payload unless it was written to S3
 * (ESM-26).
 *
 * @param requestId of the last invocation, for finding its log
 * @param functionArn the function, with its alias or version if the mapping has one
 * @param condition why Lambda gave up; an open list, of which two are known (ESM-20)
 * @param invokeCount how often the function was called with this batch, about
 * @param response what the function answered; absent if it was never called (ESM-22)
 * @param timestamp when Lambda gave up
 * @param range where the records are
 * @param payload the records themselves, in an S3 object
 */
@SuppressWarnings("checkstyle:RecordComponentNumber") // a pointer of Lambda
public record Pointer(
    Optional<String> requestId,
    String functionArn,
    String condition,
    int invokeCount,
    Optional<Response> response,
    Instant timestamp,
    BatchRange range,
    Optional<List<RecoveredRecord>> payload)
    implements DeadLetter {

  /**
   * What the function answered.
   *
   * @param statusCode the HTTP status of the invocation
   * @param executedVersion the version that ran
   * @param functionError {@code Unhandled} for an exception, absent for reported records
   */
  public record Response(
      int statusCode, Optional<String> executedVersion, Optional<String> functionError) {}
}
