package io.weir.replayer.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.weir.replayer.examine.Diagnosis;
import io.weir.replayer.letter.Bytes;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a plan says about one record.
 *
 * @param record the coordinates' text, which names it in the journal
 * @param partitionKey the producer's key
 * @param arrivedAt when the stream accepted it
 * @param payloadHash the SHA-256 of its bytes when the plan was made
 * @param diagnosis the diagnosis' word
 * @param cause the code of what was wrong with it; empty if nothing was
 * @param action what is to be done
 * @param why the reason for that action, for a person
 * @param expected the item that will prove it stored; null where that cannot be known
 * @param repair the payload that takes its place, or has taken it already; null unless it is
 *     repaired
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@SuppressWarnings("checkstyle:RecordComponentNumber") // a plan's file
public record PlannedRecord(
    String record,
    String partitionKey,
    Instant arrivedAt,
    String payloadHash,
    String diagnosis,
    String cause,
    Action action,
    String why,
    @Nullable Expected expected,
    @Nullable Repair repair) {

  /**
   * An item that proves a record stored.
   *
   * @param eventId its key
   * @param contentHash its content hash
   */
  public record Expected(String eventId, String contentHash) {}

  /**
   * A repaired payload, and what it was before.
   *
   * @param filter the program that repaired it
   * @param original the bytes before, in base64: the plan is their archive
   * @param repaired the bytes after, in base64
   */
  public record Repair(String filter, String original, String repaired) {}

  /** Tells whether it goes through the route. */
  public boolean isSent() {
    return action == Action.REDRIVE || action == Action.REPAIR;
  }

  /** Tells whether its message is not needed for it, as far as the plan knows. */
  public boolean isSkipped() {
    return action == Action.SKIP_STORED
        || action == Action.SKIP_MOVED
        || action == Action.SKIP_FILTERED;
  }

  /** Tells whether it may have gone into the stream again, and come back from there. */
  public boolean isMobile() {
    return isSent() || action == Action.SKIP_MOVED;
  }

  /**
   * Returns the record as it would be sent: with its repaired payload, if it has one.
   *
   * @param original the payload that was recovered
   */
  public Bytes payload(Bytes original) {
    return repair == null ? original : Bytes.of(Base64.getDecoder().decode(repair.repaired()));
  }

  /** Returns it as one that a newer message holds. */
  PlannedRecord moved(String reason) {
    return decided(Action.SKIP_MOVED, reason, null);
  }

  /** Returns it as one that stays where it is. */
  PlannedRecord kept(String reason) {
    return decided(Action.KEEP, reason, null);
  }

  /** Returns it as one that stays where it is, because its identity is taken. */
  PlannedRecord conflicting(String reason) {
    return new PlannedRecord(
        record,
        partitionKey,
        arrivedAt,
        payloadHash,
        Diagnosis.Conflict.WORD,
        "",
        Action.KEEP,
        reason,
        null,
        null);
  }

  /** Returns it as one that is stored; its repair stays, as the archive of what it was. */
  PlannedRecord stored(String reason) {
    return decided(Action.SKIP_STORED, reason, repair);
  }

  private PlannedRecord decided(Action decision, String reason, @Nullable Repair archived) {
    return new PlannedRecord(
        record,
        partitionKey,
        arrivedAt,
        payloadHash,
        diagnosis,
        cause,
        decision,
        reason,
        null,
        archived);
  }
}
