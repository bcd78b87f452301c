package io.weir.replayer.run;

import io.weir.replayer.examine.LeftOut;
import io.weir.replayer.journal.Ledger;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.Coordinates;
import io.weir.replayer.letter.DeadLetter;
import io.weir.replayer.letter.Pointer;
import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.plan.Action;
import io.weir.replayer.plan.PlannedLetter;
import io.weir.replayer.plan.PlannedRecord;
import io.weir.replayer.queue.Leased;
import io.weir.replayer.recover.Recovery;
import io.weir.replayer.recover.RecoveryStatus;
import io.weir.replayer.route.Work;
import io.weir.replayer.run.RedriveSetup.RedriveServices;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares a plan with the world as it is now, before anything is sent: each message must be there
 * as it was, and each payload must be the same to the byte.
 *
 * <p>A plan is a file, and can be edited. So what a message holds, and whether all of it is here,
 * is taken from the message as it was recovered now, never from the plan.
 */
final class DriftCheck {

  private final Ledger ledger;
  private final Map<String, Recovery> recoveries;
  private final int maxAttempts;
  private final RedriveServices services;
  private final List<String> drift = new ArrayList<>();
  private final Map<String, Work> works = new HashMap<>();

  /**
   * Nothing is looked at yet.
   *
   * @param recoveries what could be read now, by message id
   * @param services whose filter is asked again: a plan proves nothing
   */
  DriftCheck(
      Ledger ledger, Map<String, Recovery> recoveries, int maxAttempts, RedriveServices services) {
    this.ledger = ledger;
    this.recoveries = recoveries;
    this.maxAttempts = maxAttempts;
    this.services = services;
  }

  /** Returns what is to become of each record of a letter that was found, or not. */
  Job open(PlannedLetter planned, Optional<Leased> found) {
    if (!planned.isActive()) {
      List<Job.Part> parts = new ArrayList<>();
      for (PlannedRecord record : planned.records()) {
        boolean stored = record.action() == Action.SKIP_STORED;
        parts.add(known(record, stored ? Fate.ALREADY_STORED : Fate.KEPT));
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
          "message %s is not in the queue any more, or another run holds it"
              .formatted(planned.message()));
    } else {
      gone = true; // by an earlier run of the plan: each of its records was stored or had moved
    }
    List<Job.Part> parts = new ArrayList<>();
    for (PlannedRecord record : planned.records()) {
      Fate moved =
          record.action() == Action.SKIP_FILTERED
              ? Fate.FILTERED
              : ledger.isMoved(record.record()) ? Fate.MOVED : Fate.ALREADY_STORED;
      parts.add(known(record, gone ? moved : Fate.NOT_SENT));
    }
    return new Job(planned.message(), false, parts);
  }

  private Job present(PlannedLetter planned, Leased letter) {
    String hash = Bytes.of(letter.body().getBytes(StandardCharsets.UTF_8)).sha256();
    if (!hash.equals(planned.bodyHash())) {
      drift.add("message %s has another body".formatted(planned.message()));
      return new Job(planned.message(), false, List.of());
    }
    Optional<Recovery> recovery = Optional.ofNullable(recoveries.get(planned.message()));
    Map<String, RecoveredRecord> now = new HashMap<>();
    recovery.ifPresent(
        found -> held(planned, found).forEach(it -> now.put(it.coordinates().toString(), it)));
    List<Job.Part> parts = new ArrayList<>();
    boolean whole =
        recovery.map(it -> it.verdict() instanceof RecoveryStatus.Complete).orElse(false);
    for (PlannedRecord record : planned.records()) {
      Optional<Job.Part> part = part(planned.message(), record, now, recovery);
      part.ifPresent(parts::add);
      whole &= part.isPresent();
      now.remove(record.record());
    }
    if (!now.isEmpty()) {
      drift.add(
          "message %s holds records that the plan does not name".formatted(planned.message()));
    }
    return new Job(planned.message(), whole && planned.isWhole() && now.isEmpty(), parts);
  }

  /** A plan for a function that is not Weir's names records, one for Weir's their events. */
  private static List<RecoveredRecord> held(PlannedLetter planned, Recovery recovery) {
    Set<String> named =
        planned.records().stream().map(PlannedRecord::record).collect(Collectors.toSet());
    boolean namesRecords =
        recovery.records().stream().anyMatch(it -> named.contains(it.coordinates().toString()));
    boolean namesEvents =
        recovery.events().stream().allMatch(it -> named.contains(it.coordinates().toString()));
    return namesRecords && !namesEvents ? recovery.records() : recovery.events();
  }

  /** Returns nothing for a record that another message of the plan holds with other bytes. */
  private Optional<Job.Part> part(
      String message,
      PlannedRecord planned,
      Map<String, RecoveredRecord> now,
      Optional<Recovery> recovery) {
    if (planned.action() == Action.KEEP || planned.action() == Action.SKIP_MOVED) {
      return Optional.of(known(planned, Fate.KEPT)); // one that moved: until its message is seen
    }
    RecoveredRecord record = now.get(planned.record());
    if (record == null || !record.payload().sha256().equals(planned.payloadHash())) {
      drift.add(gone(planned.record(), record != null, recovery));
      return Optional.of(known(planned, Fate.NOT_SENT));
    }
    if (planned.action() == Action.SKIP_FILTERED) {
      return Optional.of(known(planned, filtered(planned, recovery)));
    }
    Bytes payload = planned.payload(record.payload());
    String source = recovery.map(found -> source(found, record)).orElse("");
    Work work = new Work(record, source, payload, payload.sha256());
    Work first = works.computeIfAbsent(work.record(), name -> work);
    return first.original().equals(record)
        ? Optional.of(open(message, planned, first))
        : Optional.empty();
  }

  private Fate filtered(PlannedRecord planned, Optional<Recovery> recovery) {
    return recovery
            .map(it -> LeftOut.of(it, services.filter()))
            .filter(out -> out.proven() && out.records().contains(ofRecord(planned.record())))
            .isPresent()
        ? Fate.FILTERED
        : Fate.KEPT;
  }

  /** A filter drops records whole. */
  private static String ofRecord(String event) {
    int place = event.lastIndexOf('#');
    return place < 0 ? event : event.substring(0, place);
  }

  private Job.Part open(String message, PlannedRecord planned, Work work) {
    if (planned.action() == Action.SKIP_STORED) {
      return new Job.Open(work, Job.Unproven.STALE);
    }
    Ledger.State state = ledger.of(work.record());
    if (!services.proof().hasTable()
        && state.confirmed(work.payloadHash())
        && ledger.isConfirmedFrom(message, work.record())) {
      return known(planned, Fate.ALREADY_STORED);
    }
    if (!services.route().settles() && state.copied(work.payloadHash())) {
      return known(planned, Fate.COPIED);
    }
    boolean tired = state.failures(work.payloadHash()) >= maxAttempts;
    return new Job.Open(work, tired ? Job.Unproven.SET_ASIDE : Job.Unproven.SEND);
  }

  private static Job.Known known(PlannedRecord planned, Fate fate) {
    return new Job.Known(planned.record(), planned.payloadHash(), fate);
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
