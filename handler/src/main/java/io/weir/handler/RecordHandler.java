package io.weir.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import io.weir.handler.Ledger.EventOutcome;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Handles the records of one invocation: one by one, as Powertools wants it, or all together.
 *
 * <p>For one thread: the records of a shard are handled in order.
 */
public final class RecordHandler implements BiConsumer<KinesisEventRecord, Context> {

  private final Steps steps;
  private final IdempotencyGuard once;
  private final Ledger ledger;
  private boolean reported;

  /**
   * Makes one for a single invocation.
   *
   * @param once the guard around the store, where records are handled one by one
   * @param ledger is told what became of each record's events, once
   */
  public RecordHandler(Steps steps, IdempotencyGuard once, Ledger ledger) {
    this.steps = steps;
    this.once = once;
    this.ledger = ledger;
  }

  /** Decodes one record and stores it, and throws if it must be reported. */
  @Override
  public void accept(KinesisEventRecord record, Context context) {
    Steps guarded = steps.guardedBy(once);
    new BatchProcessor(reported ? guarded.behindReported() : guarded)
        .process(List.of(record), context, this::enter);
  }

  private void enter(KinesisEventRecord record, List<EventOutcome> events) {
    ledger.enter(record, events);
    for (EventOutcome event : events) {
      if (event.outcome().failed()) {
        reported = true;
        throw new RecordFailedException(event.outcome());
      }
    }
  }

  /** Returns the walk that stores a whole batch in few calls. */
  public KinesisBatch together() {
    return this::process;
  }

  private StreamsEventResponse process(KinesisEvent event, Context context) {
    List<KinesisEventRecord> records = event.getRecords();
    Set<String> failed = new LinkedHashSet<>();
    new BatchProcessor(steps)
        .process(
            records,
            context,
            (record, events) -> {
              ledger.enter(record, events);
              if (events.stream().anyMatch(each -> each.outcome().failed())) {
                failed.add(Delivery.sequenceNumber(record));
              }
            });
    return new StreamsEventResponse(failed.stream().map(BatchItemFailure::new).toList());
  }

  /**
   * A way to go through a batch: Weir's own, or that of Powertools, whose method has the same
   * shape.
   *
   * <p>It reports every record that failed, and never returns null: Lambda takes null for success
   * (ESM-44).
   */
  @FunctionalInterface
  public interface KinesisBatch {

    /** Processes a batch, and returns the sequence numbers of all records that failed. */
    StreamsEventResponse process(KinesisEvent event, Context context);
  }
}
