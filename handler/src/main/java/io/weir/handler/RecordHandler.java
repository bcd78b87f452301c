package io.weir.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import io.weir.handler.call.Outcome;
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
  private final Once once;
  private final BiConsumer<KinesisEventRecord, Outcome> ledger;

  /**
   * Makes one for a single invocation.
   *
   * @param once the guard around the store, where records are handled one by one
   * @param ledger is told of each record's outcome, once
   */
  public RecordHandler(Steps steps, Once once, BiConsumer<KinesisEventRecord, Outcome> ledger) {
    this.steps = steps;
    this.once = once;
    this.ledger = ledger;
  }

  /** Decodes one record and stores it, and throws if it must be reported. */
  @Override
  public void accept(KinesisEventRecord record, Context context) {
    Outcome outcome =
        new BatchProcessor(steps.guardedBy(once)).process(List.of(record), context).get(0);
    ledger.accept(record, outcome);
    if (outcome.failed()) {
      throw new RecordFailedException(outcome);
    }
  }

  /** Returns the walk that stores a whole batch in few calls. */
  public KinesisBatch together() {
    return this::process;
  }

  private StreamsEventResponse process(KinesisEvent event, Context context) {
    List<KinesisEventRecord> records = event.getRecords();
    List<Outcome> outcomes = new BatchProcessor(steps).process(records, context);
    Set<String> failed = new LinkedHashSet<>();
    for (int i = 0; i < records.size(); i++) {
      ledger.accept(records.get(i), outcomes.get(i));
      if (outcomes.get(i).failed()) {
        failed.add(Delivery.sequenceNumber(records.get(i)));
      }
    }
    return new StreamsEventResponse(failed.stream().map(BatchItemFailure::new).toList());
  }
}
