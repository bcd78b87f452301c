package io.weir.replayer.doctor;

import java.time.Duration;
import java.util.Optional;

/**
 * What a mapping is set to.
 *
 * @param uuid its id
 * @param state as Lambda calls it
 * @param lastResult of its last invocation, as Lambda calls it; possibly empty
 * @param destination the ARN that dead letters go to
 * @param retries further attempts; -1 for no limit (ESM-2)
 * @param maxAge the oldest record that is tried; absent for no limit (ESM-3)
 * @param bisect whether a failed batch is cut in two
 * @param reports whether the function's list of failed records is read
 * @param lanes the parallelization factor
 * @param filtered whether some records never reach the function
 */
@SuppressWarnings("checkstyle:RecordComponentNumber") // Lambda's own settings
public record MappingFacts(
    String uuid,
    String state,
    String lastResult,
    Optional<String> destination,
    int retries,
    Optional<Duration> maxAge,
    boolean bisect,
    boolean reports,
    int lanes,
    boolean filtered) {

  /** Tells whether its dead letters hold their payloads, so that none waits in the stream. */
  public boolean keepsPayloads() {
    return destination.filter(arn -> arn.contains(":s3:")).isPresent();
  }
}
