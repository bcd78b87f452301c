package io.weir.handler;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import io.weir.handler.call.Outcome;

/** Is told what became of each record. */
@FunctionalInterface
public interface Ledger {

  /**
   * Enters a record.
   *
   * @param eventId the identity; empty if the record could not be read so far
   */
  void enter(KinesisEventRecord record, String eventId, Outcome outcome);
}
