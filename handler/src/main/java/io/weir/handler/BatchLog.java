package io.weir.handler;

import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import io.weir.event.Rejection;
import io.weir.handler.Ledger.EventOutcome;
import io.weir.handler.call.Outcome;
import io.weir.handler.call.Outcome.Deferred;
import io.weir.handler.call.Outcome.Duplicate;
import io.weir.handler.call.Outcome.Parked;
import io.weir.handler.call.Outcome.Rejected;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;
import org.slf4j.helpers.NOPLogger;
import software.amazon.lambda.powertools.logging.argument.StructuredArgument;
import software.amazon.lambda.powertools.logging.internal.PowertoolsLoggedFields;

/**
 * The function's log: one line per event that was not stored, one per invocation.
 *
 * <p>A line tells where a record stands, never what it says. Payloads, identities and partition
 * keys are the producers' data, and may be secrets or forged log lines: of an identity only its
 * hash is written, unless the environment asks for more.
 */
final class BatchLog {

  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");
  private static final int LONGEST_FIELD = 512;

  /** A line costs as much as ten records, and those of a deadline are written behind it. */
  private static final int MOST_DEFERRED = 20;

  private static final int HASH_BYTES = 8;
  private static final String CORRELATION_ID = PowertoolsLoggedFields.CORRELATION_ID.getName();

  private final Logger log;
  private final boolean identities;

  private BatchLog(Logger log, boolean identities) {
    this.log = log;
    this.identities = identities;
  }

  /**
   * Writes to the function's log.
   *
   * @param identities whether a line names its event's identity, besides its hash
   */
  BatchLog(boolean identities) {
    this(LoggerFactory.getLogger(BatchLog.class), identities);
  }

  /** Returns a log that writes nothing. */
  static BatchLog unheard() {
    return new BatchLog(NOPLogger.NOP_LOGGER, false);
  }

  /** Writes the line of an event, if it has one; the tally has counted it already. */
  void event(KinesisEventRecord record, EventOutcome event, Tally tally) {
    Outcome outcome = event.outcome();
    if (outcome instanceof Rejected rejected) {
      warn("record rejected", record, event, rejected.rejection());
    } else if (outcome instanceof Parked parked) {
      warn("record parked", record, event, parked.rejection());
    } else if (outcome instanceof Deferred deferred && tally.deferred() <= MOST_DEFERRED) {
      write(
          Level.WARN,
          "record deferred",
          record,
          event.place(),
          fields(record, event, deferred.cause().name(), deferred.detail()));
    } else if (outcome instanceof Duplicate && log.isDebugEnabled()) {
      write(
          Level.DEBUG,
          "record is a duplicate",
          record,
          event.place(),
          fields(record, event, "", ""));
    }
    if (event.timestampIgnored() && tally.timestampsIgnored() == 1) {
      write(
          Level.WARN,
          "a time cannot be read; the arrival time stands for it",
          record,
          event.place(),
          fields(record, event, "", ""));
    }
  }

  private void warn(
      String fate, KinesisEventRecord record, EventOutcome event, Rejection rejection) {
    write(
        Level.WARN,
        fate,
        record,
        event.place(),
        fields(record, event, rejection.reason().name(), rejection.detail()));
  }

  /** The event's place is the correlation id, which Powertools takes from the context alone. */
  private void write(
      Level level,
      String fate,
      KinesisEventRecord record,
      String place,
      List<StructuredArgument> fields) {
    MDC.put(CORRELATION_ID, printable(place(record) + place));
    try {
      log.atLevel(level).log(fate, fields.toArray());
    } finally {
      MDC.remove(CORRELATION_ID);
    }
  }

  /** The values are fields, not words of the message: Log4j warns of more values than words. */
  private List<StructuredArgument> fields(
      KinesisEventRecord record, EventOutcome event, String reason, String detail) {
    List<StructuredArgument> fields = new ArrayList<>();
    fields.add(entry("shardId", printable(shard(record))));
    fields.add(entry("sequenceNumber", printable(record.getKinesis().getSequenceNumber())));
    if (!event.place().isEmpty()) {
      fields.add(entry("place", event.place()));
    }
    if (!event.eventId().isEmpty()) {
      fields.add(entry("identityHash", hash(event.eventId())));
      if (identities) {
        fields.add(entry("identity", printable(event.eventId())));
      }
    }
    if (!reason.isEmpty()) {
      fields.add(entry("reason", reason));
      fields.add(entry("detail", printable(detail)));
    }
    return fields;
  }

  /** As {@code printf %s ID | sha256sum | cut -c1-16} does it. */
  private static String hash(String eventId) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(eventId.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Says why an invocation fails as a whole. */
  void strange(StrangeEventException e) {
    log.error(String.valueOf(e.getMessage()));
  }

  /** Powertools writes most control characters of a field as they are: a terminal obeys them. */
  private static String printable(String text) {
    String cut = text.length() > LONGEST_FIELD ? text.substring(0, LONGEST_FIELD) : text;
    return UNPRINTABLE.matcher(cut).replaceAll("?");
  }

  /**
   * The record's place, as the replayer names it: it finds a record's lines in every invocation.
   */
  private static String place(KinesisEventRecord record) {
    String[] source = String.valueOf(record.getEventSourceARN()).split("/", 3);
    return String.join(
        "/",
        source.length > 1 ? source[1] : "",
        shard(record),
        record.getKinesis().getSequenceNumber());
  }

  private static String shard(KinesisEventRecord record) {
    String eventId = String.valueOf(record.getEventID());
    return eventId.substring(0, Math.max(0, eventId.indexOf(':')));
  }

  /** Writes the lines of the whole invocation. */
  void summary(Tally tally) {
    if (tally.deferred() > MOST_DEFERRED) {
      Map<String, Integer> causes = new TreeMap<>();
      tally.causes().forEach((cause, n) -> causes.put(cause.name(), n));
      log.warn("more records deferred than have a line", entry("causes", causes));
    }
    if (tally.timestampsIgnored() > 1) {
      log.warn("times cannot be read", entry("timestampsIgnored", tally.timestampsIgnored()));
    }
    log.info("batch done", entry("counts", tally.counts()));
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
