package io.weir.replayer.act;

import io.weir.replayer.journal.Ledger;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Coordinates;
import io.weir.replayer.letter.DeadLetter;
import io.weir.replayer.letter.Pointer;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.plan.Action;
import io.weir.replayer.plan.PlannedLetter;
import io.weir.replayer.plan.PlannedRecord;
import io.weir.replayer.recover.Recovery;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds a plan against the world as it is now, before anything is sent: each message must be there
 * as it was, each payload the same to the byte.
 *
 * <p>What an earlier run of the plan has brought home is no drift: the journal knows it.
 */
final class Opening {

  private final Ledger ledger;
  private final Map<String, Recovery> recoveries;
  private final int maxAttempts;
  private final boolean copies;
  private final List<String> drift = new ArrayList<>();
  private final Map<String, Work> works = new HashMap<>();

  /**
   * Nothing is looked at yet.
   *
   * @param recoveries what could be read anew, by message id
   * @param copies whether the door only copies, so that a record's earlier copy counts as done
   */
  Opening(Ledger ledger, Map<String, Recovery> recoveries, int maxAttempts, boolean copies) {
    this.ledger = ledger;
    this.recoveries = recoveries;
    this.maxAttempts = maxAttempts;
    this.copies = copies;
  }

  /** Returns what is to become of each record of a letter that was found, or not. */
  Job open(PlannedLetter planned, Optional<Leased> found) {
    if (!planned.isActive()) {
      List<Job.Part> parts = new ArrayList<>();
      for (PlannedRecord record : planned.records()) {
        boolean home = record.action() == Action.SKIP_STORED;
        parts.add(
            new Job.Known(record.record(), home ? Fate.ALREADY_HOME : Fate.KEPT, record.why()));
      }
      return new Job(planned.message(), false, parts);
    }
    return found.map(letter -> present(planned, letter)).orElseGet(() -> absent(planned));
  }

  /** Returns what is not as the plan says, a line each. */
  List<String> drift() {
    return List.copyOf(drift);
  }

  private Job absent(PlannedLetter planned) {
    boolean gone = false;
    if (ledger.isDiscarded(planned.message())) {
      drift.add("message %s was discarded".formatted(planned.message()));
    } else if (!ledger.mayBeGone(planned.message())) {
      drift.add(
          "message %s is not in the queue any more, or somebody holds it"
              .formatted(planned.message()));
    } else {
      gone = true; // by an earlier run of the plan: each of its records was home, or had moved
    }
    List<Job.Part> parts = new ArrayList<>();
    for (PlannedRecord record : planned.records()) {
      Fate moved = ledger.isMoved(record.record()) ? Fate.MOVED : Fate.ALREADY_HOME;
      Fate fate = gone ? moved : Fate.NOT_SENT;
      parts.add(new Job.Known(record.record(), fate, "its message is gone"));
    }
    return new Job(planned.message(), false, parts);
  }

  private Job present(PlannedLetter planned, Leased letter) {
    String hash = Bytes.of(letter.body().getBytes(StandardCharsets.UTF_8)).sha256();
    if (!hash.equals(planned.bodyHash())) {
      drift.add("message %s has another body".formatted(planned.message()));
      return new Job(planned.message(), false, List.of());
    }
    Map<String, RecoveredRecord> now = new HashMap<>();
    Optional<Recovery> recovery = Optional.ofNullable(recoveries.get(planned.message()));
    recovery.ifPresent(
        found -> found.records().forEach(each -> now.put(each.coordinates().toString(), each)));
    List<Job.Part> parts = new ArrayList<>();
    for (PlannedRecord record : planned.records()) {
      parts.add(part(record, now, recovery));
    }
    return new Job(planned.message(), planned.isWhole(), parts);
  }

  private Job.Part part(
      PlannedRecord planned, Map<String, RecoveredRecord> now, Optional<Recovery> recovery) {
    String name = planned.record();
    switch (planned.action()) {
      case KEEP -> {
        return new Job.Known(name, Fate.KEPT, planned.why());
      }
      case SKIP_MOVED -> {
        return new Job.Known(name, Fate.KEPT, planned.why()); // until the newer message is seen
      }
      case SKIP_STORED -> {
        return new Job.Known(name, Fate.ALREADY_HOME, planned.why());
      }
      default -> {
        RecoveredRecord record = now.get(name);
        if (record == null || !record.payload().sha256().equals(planned.payloadHash())) {
          drift.add(gone(name, record != null, recovery));
          return new Job.Known(name, Fate.NOT_SENT, "drifted");
        }
        return send(planned, record, recovery);
      }
    }
  }

  private Job.Part send(
      PlannedRecord planned, RecoveredRecord record, Optional<Recovery> recovery) {
    PlannedRecord.Repair repair = planned.repair();
    Bytes payload =
        repair == null ? record.payload() : Bytes.of(Base64.getDecoder().decode(repair.repaired()));
    String source = recovery.map(found -> source(found, record)).orElse("");
    Work work =
        new Work(
            record, source, payload, payload.sha256(), Optional.ofNullable(planned.expected()));
    Ledger.State state = ledger.of(work.record());
    if (state.confirmed(work.payloadHash())) {
      return new Job.Known(work.record(), Fate.ALREADY_HOME, state.detail());
    }
    if (copies && state.copied(work.payloadHash())) {
      return new Job.Known(work.record(), Fate.COPIED, state.detail());
    }
    if (state.failures(work.payloadHash()) >= maxAttempts) {
      return new Job.Known(work.record(), Fate.SET_ASIDE, "failed " + state.failures() + " times");
    }
    return new Job.Send(works.computeIfAbsent(work.record(), key -> work));
  }

  private static String gone(String record, boolean there, Optional<Recovery> recovery) {
    if (there) {
      return "record %s has another payload".formatted(record);
    }
    String verdict =
        recovery.map(found -> found.verdict().word() + " " + found.verdict().detail()).orElse("");
    return "record %s cannot be read any more: %s".formatted(record, verdict.strip());
  }

  private static String source(Recovery recovery, RecoveredRecord record) {
    Coordinates at = record.coordinates();
    DeadLetter content = recovery.letter().content();
    return content instanceof Pointer pointer
        ? pointer.range().consumerArn().orElse(at.stream().toString())
        : at.stream().toString();
  }
}
