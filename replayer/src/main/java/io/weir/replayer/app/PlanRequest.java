package io.weir.replayer.app;

import io.weir.replayer.plan.Plan;
import io.weir.replayer.plan.Repairs;
import io.weir.replayer.plan.Selection;
import java.time.Instant;
import java.util.Optional;

/**
 * What a plan is to be.
 *
 * @param author who makes it
 * @param selection which records it takes
 * @param repairs what mends payloads that the decoder rejects
 * @param destination where the records are to go
 * @param limits how much it takes
 */
public record PlanRequest(
    Author author,
    Selection selection,
    Optional<Repairs> repairs,
    Destination destination,
    Limits limits) {

  /**
   * Who makes a plan, and when.
   *
   * @param at the time at which the queue's look began
   * @param name as in {@code maria@bastion}
   * @param code the version of the replayer
   */
  public record Author(Instant at, String name, String code) {}

  /**
   * Where records are to go.
   *
   * @param route the way
   * @param name the ARN of the function or of the stream, or the file's path
   */
  public record Destination(Plan.Via route, String name) {}

  /**
   * How much a plan takes.
   *
   * @param maxAttempts after how many failures a record is left alone, at least 1
   * @param records how many records it may hold, at least 1
   * @param beyondBatch whether a pointer's range is taken whole, although its batch had less
   */
  public record Limits(int maxAttempts, int records, boolean beyondBatch) {}
}
