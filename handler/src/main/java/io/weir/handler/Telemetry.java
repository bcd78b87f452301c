package io.weir.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import io.weir.handler.Ledger.EventOutcome;
import io.weir.handler.trace.InvocationTrace;
import io.weir.handler.trace.Tracing;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.MDC;
import software.amazon.lambda.powertools.logging.internal.PowertoolsLoggedFields;

/**
 * What an invocation says of itself, to a log and in metrics. It throws nothing: the records' fate
 * is decided by then, and a metric must not undo it.
 */
record Telemetry(String service, BatchLog log, BatchMetrics metrics, Tracing tracing) {

  /** Says it on standard output, from where Lambda takes it. */
  static Telemetry of(Settings settings) {
    return new Telemetry(
        settings.service(),
        new BatchLog(settings.logIdentity()),
        BatchMetrics.of(settings),
        Tracing.from(System.getenv(), InstantSource.system(), new SecureRandom()));
  }

  /** Does the same work, but its log and metrics are discarded. */
  static Telemetry unheard(Settings settings) {
    return new Telemetry(
        settings.service(), BatchLog.unheard(), BatchMetrics.unheard(settings), Tracing.OFF);
  }

  /**
   * Comes first in each invocation, within Powertools' logging; returns its trace, if it has one.
   *
   * @param cold whether it is the first of this process, or of this copy of one
   */
  Optional<InvocationTrace> begin(Context context, boolean cold) {
    MDC.put("service", service);
    if (cold) {
      // For Powertools that is over after the first log line, also of a rehearsal (decision 11).
      MDC.put(PowertoolsLoggedFields.FUNCTION_COLD_START.getName(), "true");
      write(() -> metrics.coldStart(context));
    }
    return tracing.begin(context, service, cold);
  }

  /** Comes once for each record. */
  void record(KinesisEventRecord record, List<EventOutcome> events, Tally tally) {
    tally.addRecord();
    for (EventOutcome event : events) {
      tally.add(event);
      log.event(record, event, tally);
    }
  }

  /** Comes last in each invocation, whatever became of it. */
  void end(Context context, Tally tally, Optional<InvocationTrace> trace) {
    log.summary(tally);
    write(() -> metrics.write(tally, context));
    trace.ifPresent(it -> it.end(tally.counts()));
  }

  private void write(Runnable metric) {
    try {
      metric.run();
    } catch (RuntimeException e) {
      log.metricsFailed(e);
    }
  }
}
