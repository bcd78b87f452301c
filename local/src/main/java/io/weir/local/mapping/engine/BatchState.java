package io.weir.local.mapping.engine;

import io.weir.local.mapping.engine.Discard.Condition;
import io.weir.local.mapping.engine.Discard.Response;
import io.weir.local.mapping.engine.Target.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * What is to happen next to the records of one lane that were taken from the shard together.
 *
 * <pre>
 *            begin              answered
 *   Ready ----------> Invoking -----------+--> Done        every record finished
 *    ^ ^ |                                |
 *    | | | begin: too old                 +--> Ready       progress, or split: the next part at once
 *    | | +----------> Discarding <--------+                retries exhausted
 *    | |                  |               |
 *    | +------------------+               +--> Waiting     same batch again, or throttled
 *    |      discarded (or Done)                   |
 *    +--------------------------------------------+
 *                       elapsed
 * </pre>
 *
 * <p>Each state is a value; its methods are the only legal transitions. Nothing here reads a clock,
 * waits, calls or draws a random number: drivers do, one on the wall clock and others in virtual
 * time. Left parts are finished before right ones, so the finished records are always a prefix.
 */
sealed interface BatchState {

  /** The parts that are not finished. Empty only in {@link Done}. */
  UnfinishedBatches parts();

  private static BatchState next(UnfinishedBatches parts) {
    return parts.unfinished().isEmpty() ? new Done(parts) : new Ready(parts);
  }

  /** A part waits to be handed to the function. */
  record Ready(UnfinishedBatches parts) implements BatchState {

    /** Begins an attempt, unless the oldest records are past their age (ESM-19, ESM-23). */
    BatchState begin(Instant now) {
      int expired = parts.expired(now);
      return expired == 0 ? new Invoking(parts) : discard(expired);
    }

    private BatchState discard(int expired) {
      Batch batch = parts.head();
      int count = Math.max(1, batch.attempts());
      return new Discarding(
          parts,
          new Discard(
              batch.records().subList(0, expired),
              Condition.RECORD_AGE_EXCEEDED,
              batch.requestId(),
              count,
              Optional.empty()));
    }
  }

  /** The function has the batch. */
  record Invoking(UnfinishedBatches parts) implements BatchState {

    Batch batch() {
      return parts.head();
    }

    /** Judges the outcome of the attempt. */
    BatchState answered(Outcome outcome, Instant now) {
      if (outcome instanceof Outcome.Throttled) {
        Batch throttled = batch().throttled();
        return waiting(parts.replaceHead(throttled), throttled.throttles(), now);
      }
      if (outcome instanceof Outcome.Returned returned) {
        return judged(parts.settings().verdict(returned.answer(), batch().records()), now);
      }
      return outcome instanceof Outcome.TooLarge
          ? failed(Optional.empty(), now)
          : failed(Optional.of(Response.UNHANDLED), now);
    }

    private BatchState judged(Verdict verdict, Instant now) {
      if (verdict instanceof Verdict.Succeeded) {
        return next(parts.finish(batch().size()));
      }
      if (verdict instanceof Verdict.PartlyFailed partly) {
        return next(parts.finish(partly.resumeAt())); // ESM-10, ESM-14: at once, fresh budget
      }
      return failed(Optional.of(Response.ITEMS_FAILED), now);
    }

    private BatchState failed(Optional<Response> response, Instant now) {
      Batch failed = batch().attempted();
      if (parts.settings().bisect() && failed.size() > 1) {
        return next(parts.split()); // ESM-16: costs no retry, starts at once
      }
      UnfinishedBatches attempted = parts.replaceHead(failed);
      if (parts.settings().exhausts(failed.attempts())) {
        return new Discarding(
            attempted,
            new Discard(
                failed.records(),
                Condition.RETRY_ATTEMPTS_EXHAUSTED,
                failed.requestId(),
                failed.attempts(),
                response));
      }
      return waiting(attempted, failed.attempts(), now);
    }

    /** Waits no longer than until the oldest record is too old: it is given up then (ESM-19). */
    private static Waiting waiting(UnfinishedBatches parts, int times, Instant now) {
      Instant again = now.plus(parts.settings().backOff().after(times));
      return new Waiting(
          parts, parts.expiry().filter(at -> at.isAfter(now) && at.isBefore(again)).orElse(again));
    }
  }

  /** The same batch is tried again at a time. */
  record Waiting(UnfinishedBatches parts, Instant until) implements BatchState {

    /** Goes on once the time has come. */
    Ready elapsed() {
      return new Ready(parts);
    }
  }

  /** Records are given up: the destination must be told, then the lane goes on (ESM-32). */
  record Discarding(UnfinishedBatches parts, Discard discard) implements BatchState {

    /** Goes on, whether the destination confirmed or not (ESM-33). */
    BatchState discarded() {
      return next(parts.finish(discard.records().size()));
    }
  }

  /** Every record is finished: processed, or given up. */
  record Done(UnfinishedBatches parts) implements BatchState {}
}
