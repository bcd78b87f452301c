package io.weir.handler;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import io.weir.event.Rejection;
import io.weir.handler.call.Outcome;
import io.weir.handler.call.Outcome.Deferred;
import io.weir.handler.call.Outcome.Parked;
import io.weir.handler.call.Outcome.Rejected;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;

/**
 * The function's log: one line per record that was not stored, one per invocation.
 *
 * <p>A line tells where a record stands, never what it says. Payloads, identities and partition
 * keys are the producers' data, and may be secrets or forged log lines.
 */
final class BatchLog {

  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");
  private static final int LONGEST_FIELD = 512;

  private final Logger log;

  private BatchLog(Logger log) {
    this.log = log;
  }

  BatchLog() {
    this(LoggerFactory.getLogger(BatchLog.class));
  }

  /** Returns a log that nobody reads. */
  static BatchLog unheard() {
    return new BatchLog(NOPLogger.NOP_LOGGER);
  }

  void record(KinesisEventRecord record, Outcome outcome) {
    if (outcome instanceof Rejected rejected) {
      warn("record rejected", record, rejected.rejection());
    } else if (outcome instanceof Parked parked) {
      warn("record parked", record, parked.rejection());
    } else if (outcome instanceof Deferred deferred) {
      warn("record deferred", record, deferred.cause().name(), deferred.detail());
    }
  }

  private void warn(String fate, KinesisEventRecord record, Rejection rejection) {
    warn(fate, record, rejection.reason().name(), rejection.detail());
  }

  /** The values are fields, not words of the message: Log4j warns of more values than words. */
  private void warn(String fate, KinesisEventRecord record, String reason, String detail) {
    log.warn(
        fate,
        entry("shardId", printable(shard(record))),
        entry("sequenceNumber", printable(record.getKinesis().getSequenceNumber())),
        entry("reason", reason),
        entry("detail", printable(detail)));
  }

  /** Powertools writes most control characters of a field as they are: a terminal obeys them. */
  private static String printable(String text) {
    String cut = text.length() > LONGEST_FIELD ? text.substring(0, LONGEST_FIELD) : text;
    return UNPRINTABLE.matcher(cut).replaceAll("?");
  }

  private static String shard(KinesisEventRecord record) {
    String eventId = String.valueOf(record.getEventID());
    return eventId.substring(0, Math.max(0, eventId.indexOf(':')));
  }

  void summary(Tally tally) {
    log.info("batch done", entry("counts", counts(tally)));
  }

  private static Map<String, Integer> counts(Tally tally) {
    Map<String, Integer> counts = new TreeMap<>();
    tally.counts().forEach((count, n) -> counts.put(count.metric(), n));
    return counts;
  }

  void primed(int rehearsed, boolean tableAnswered) {
    log.info(
        "primed before the snapshot",
        entry("rehearsed", rehearsed),
        entry("tableAnswered", tableAnswered));
  }

  void notPrimed(Throwable cause) {
    log.warn("not primed: the first invocation will be slower", cause);
  }

  void metricsFailed(RuntimeException e) {
    log.error("metrics not written", e);
  }
}
