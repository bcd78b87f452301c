package io.weir.handler;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import io.weir.handler.call.Outcome;
import java.util.List;

/** Is told what became of each record's events. */
@FunctionalInterface
public interface Ledger {

  /**
   * Enters a record.
   *
   * @param events in their order, at least one
   */
  void enter(KinesisEventRecord record, List<EventOutcome> events);

  /**
   * What became of one event, or of a record that could not be read so far.
   *
   * @param place which of the record's events: {@code #k} or {@code #k.m}; empty where the record
   *     is one event
   * @param eventId the identity; empty if it is not known
   * @param timestampIgnored whether the event has a time that cannot be read
   */
  record EventOutcome(String place, String eventId, boolean timestampIgnored, Outcome outcome) {}
}
