package io.weir.replayer.plan;

import io.weir.replayer.examine.Diagnosis;
import io.weir.replayer.examine.Examined;
import io.weir.replayer.journal.Ledger;
import io.weir.replayer.letter.Coordinates;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.plan.PlannedRecord.Expected;
import io.weir.replayer.plan.PlannedRecord.Repair;
import io.weir.replayer.recover.Recovery;
import io.weir.replayer.recover.RecoveryStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides what is to be done with each record. It writes nothing, and sends nothing.
 *
 * @param selection which records it takes; the others are kept
 * @param repairs rewrites what is poison; absent where nothing is to be repaired
 * @param ledger what has been tried before
 * @param maxAttempts after how many failures a record is left alone
 * @param beyondBatch whether a record goes of which it is not known that its batch had it: it does
 *     no harm where a table takes each event once
 */
public record Planner(
    Selection selection,
    Optional<Repairs> repairs,
    Ledger ledger,
    int maxAttempts,
    boolean beyondBatch) {

  private static final String BEYOND =
      "the range holds more records than the batch had: whether the function got this one is not"
          + " known; add --table, or --beyond-batch";

  /** Decides for a function whose table takes each event once. */
  public Planner(Selection selection, Optional<Repairs> repairs, Ledger ledger, int maxAttempts) {
    this(selection, repairs, ledger, maxAttempts, true);
  }

  /** Decides on a letter's records. */
  public PlannedLetter plan(Recovery recovery, List<Examined> examined) {
    String message = recovery.letter().id();
    boolean taken = selection.takesLetter(message);
    List<PlannedRecord> records = new ArrayList<>();
    boolean uncertain = !beyondBatch && isUncertain(recovery, examined);
    for (int i = 0; i < examined.size(); i++) {
      Examined each = examined.get(i);
      PlannedRecord record =
          taken && selection.takes(each) ? decide(each) : kept(each, "not selected");
      records.add(
          uncertain && !isOfAnEnd(each, examined) && record.isSent() ? kept(each, BEYOND) : record);
    }
    return new PlannedLetter(
        message, recovery.letter().body().sha256(), recovery.verdict().word(), records);
  }

  /** Tells whether a range holds more than its batch had, and it is not known which these are. */
  private static boolean isUncertain(Recovery recovery, List<Examined> examined) {
    return recovery.verdict() instanceof RecoveryStatus.Complete complete
        && complete.beyondBatch() > 0
        && examined.stream()
            .noneMatch(it -> it.diagnosis() instanceof Diagnosis.Filtered out && out.proven());
  }

  /** A batch had its range's first and last record, with all of their events. */
  private static boolean isOfAnEnd(Examined event, List<Examined> all) {
    Coordinates record = event.record().coordinates().ofRecord();
    return Stream.of(all.get(0), all.get(all.size() - 1))
        .anyMatch(end -> end.record().coordinates().ofRecord().equals(record));
  }

  private PlannedRecord decide(Examined examined) {
    Diagnosis diagnosis = examined.diagnosis();
    if (diagnosis instanceof Diagnosis.Filtered filtered) {
      return filtered.proven()
          ? planned(examined, Action.SKIP_FILTERED, diagnosis.detail(), null, null)
          : kept(examined, diagnosis.detail());
    }
    if (diagnosis instanceof Diagnosis.Stored) {
      return planned(examined, Action.SKIP_STORED, "in the table already", null, null);
    }
    if (diagnosis instanceof Diagnosis.Conflict) {
      return kept(examined, diagnosis.detail());
    }
    if (diagnosis instanceof Diagnosis.Poison poison) {
      return repairs
          .map(some -> repair(examined, some))
          .orElseGet(() -> kept(examined, poison.reason() + ": needs a repair"));
    }
    if (diagnosis instanceof Diagnosis.Undecided) {
      return repairs
          .map(some -> repair(examined, some))
          .orElseGet(() -> kept(examined, diagnosis.detail()));
    }
    if (diagnosis instanceof Diagnosis.Unknown && repairs.isPresent()) {
      return repair(examined, repairs.get());
    }
    RecoveredRecord record = examined.record();
    return tired(record, record.payload().sha256())
        .map(why -> kept(examined, why))
        .orElseGet(
            () -> planned(examined, Action.REDRIVE, why(diagnosis), expected(examined), null));
  }

  private static String why(Diagnosis diagnosis) {
    return diagnosis instanceof Diagnosis.Bystander
        ? "nothing wrong with it"
        : diagnosis instanceof Diagnosis.Fixed ? "the decoder takes it now" : diagnosis.detail();
  }

  private PlannedRecord repair(Examined examined, Repairs some) {
    RecoveredRecord record = examined.record();
    Repairs.Result result = some.repair(record);
    if (result instanceof Repairs.Result.Good good) {
      Optional<String> tired = tired(record, good.payload().sha256());
      if (tired.isPresent()) {
        return kept(examined, tired.get());
      }
      Repair repair = new Repair(some.filter(), record.payload().base64(), good.payload().base64());
      Expected expected = new Expected(good.event().eventId(), good.event().contentHash());
      return planned(examined, Action.REPAIR, good.what(), expected, repair);
    }
    return kept(examined, result instanceof Repairs.Result.Bad bad ? bad.why() : "");
  }

  private Optional<String> tired(RecoveredRecord record, String payloadHash) {
    int failures = ledger.of(record.coordinates().toString()).failures(payloadHash);
    return failures < maxAttempts
        ? Optional.empty()
        : Optional.of(
            "set aside: failed %d times; repair it, raise --max-attempts, or discard it"
                .formatted(failures));
  }

  private static @Nullable Expected expected(Examined examined) {
    return examined.identity().map(it -> new Expected(it.eventId(), it.contentHash())).orElse(null);
  }

  private static PlannedRecord kept(Examined examined, String why) {
    return planned(examined, Action.KEEP, why, null, null);
  }

  private static PlannedRecord planned(
      Examined examined,
      Action action,
      String why,
      @Nullable Expected expected,
      @Nullable Repair repair) {
    RecoveredRecord record = examined.record();
    return new PlannedRecord(
        record.coordinates().toString(),
        record.partitionKey(),
        record.arrivedAt(),
        record.payload().sha256(),
        examined.diagnosis().word(),
        examined.diagnosis().cause(),
        action,
        why,
        expected,
        repair);
  }
}
