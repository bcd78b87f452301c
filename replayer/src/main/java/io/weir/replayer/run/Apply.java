package io.weir.replayer.run;

import io.weir.replayer.journal.Entry;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.plan.PlanFile;
import io.weir.replayer.plan.PlannedLetter;
import io.weir.replayer.plan.PlannedRecord;
import io.weir.replayer.queue.Leased;
import io.weir.replayer.queue.Leases;
import io.weir.replayer.queue.Pulse;
import io.weir.replayer.queue.QueueException;
import io.weir.replayer.recover.Recovery;
import io.weir.replayer.route.TableState;
import io.weir.replayer.route.Work;
import io.weir.replayer.run.RedriveSetup.RedriveLimits;
import io.weir.replayer.run.RedriveSetup.RedriveServices;
import io.weir.replayer.run.RedriveSetup.RunControl;
import io.weir.replayer.run.Report.Result;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Does exactly what a plan says, once.
 *
 * <h2>Failure semantics</h2>
 *
 * <p>It may be killed between any two effects and started again: what is stored is not sent again,
 * and a message is only deleted when each of its records is stored. With a table, the table alone
 * says what is stored, by a read of this run after the message was leased. Without one the journal
 * and the function say it, and a copy of the message is kept. A message that is not deleted is
 * given back, or becomes visible when its lease is over.
 */
public final class Apply {

  private final RedriveServices services;
  private final RunControl control;
  private final RedriveLimits limits;
  private final RedriveSetup setup;

  /** Prepares runs. */
  public Apply(RedriveSetup setup) {
    this.setup = setup;
    this.services = setup.services();
    this.control = setup.control();
    this.limits = setup.limits();
  }

  /**
   * Applies a plan.
   *
   * @throws io.weir.replayer.journal.JournalException if the journal fails: nothing more is done
   * @throws QueueException if the queue cannot be asked
   */
  public Report run(Plan plan, RunStart start) throws InterruptedException {
    Logbook log = new Logbook(start.journal(), start.run(), start.clock());
    String name = plan.queue().substring(plan.queue().lastIndexOf('/') + 1);
    log.started(
        new Entry.What(
            start.command(), plan.route().name(), name, plan.letters().size(), plan.sent()),
        start.actor(),
        PlanFile.digest(plan));
    Leases leases = new Leases(services.queue(), limits.lease(), control.pause());
    Pulse.Beating beating =
        control.pulse().start(Pulse.period(limits.lease()), leases::extendIfPossible);
    try {
      Report report = run(plan, log, leases, start.clock());
      log.ended(report.result(), report.fates());
      return report;
    } finally {
      beating.close();
      leases.giveBackAll();
    }
  }

  private Report run(Plan plan, Logbook log, Leases leases, InstantSource clock)
      throws InterruptedException {
    LeaseCollector gathering =
        LeaseCollector.of(
            plan,
            log,
            leases,
            new Leases.Patience(
                limits.lease(), clock, control.stop(), control.progress()::waiting));
    return !gathering.isWhole() && control.stop().getAsBoolean()
        ? notBegun(plan, log)
        : carryOut(plan, log, leases, gathering.found());
  }

  private Report carryOut(Plan plan, Logbook log, Leases leases, Map<String, Leased> found)
      throws InterruptedException {
    Map<String, Recovery> now = reread(found.values());
    DriftCheck opening = new DriftCheck(log.ledger(), now, limits.maxAttempts(), services);
    List<Job> jobs = new ArrayList<>();
    for (PlannedLetter letter : plan.letters()) {
      jobs.add(opening.open(letter, Optional.ofNullable(found.get(letter.message()))));
    }
    Tally tally = new Tally();
    List<Work> open = new ArrayList<>();
    List<String> drift = new ArrayList<>(opening.drift());
    drift.addAll(prove(sort(jobs, tally), log, tally, open));
    if (!drift.isEmpty()) {
      open.forEach(work -> tally.note(work.record(), Fate.NOT_SENT));
      return new Report(log.run(), Result.REFUSED, tally.counts(), messages(plan, 0), drift);
    }
    NewerMessageMatch handOver =
        new NewerMessageMatch(services.redeadlettered(), now.values(), log, tally);
    List<PlannedRecord> mobile = mobile(plan, found);
    handOver.look(mobile, Fate.MOVED);
    open.removeIf(work -> tally.has(work.record()));
    boolean copies = !services.proof().hasTable();
    MessageDeleter closing =
        new MessageDeleter(jobs, log, leases, tally, copies ? Optional.of(now) : Optional.empty());
    closing.closeAll();
    Result result = new Redrive(setup, log, closing, tally).run(open, tally.size() + open.size());
    mobile.removeIf(record -> !tally.failed(record.record()));
    handOver.look(mobile, Fate.CAME_BACK);
    closing.closeAll();
    checkWhole(plan, tally);
    return new Report(
        log.run(), result, tally.counts(), messages(plan, closing.deleted()), closing.notes());
  }

  private static Report.Messages messages(Plan plan, int deleted) {
    return new Report.Messages(plan.letters().size(), deleted);
  }

  private static void checkWhole(Plan plan, Tally tally) {
    if (tally.size() != plan.records().map(PlannedRecord::record).distinct().count()) {
      throw new IllegalStateException("a record has no fate: please report this");
    }
  }

  /** Returns the records that may be found to lie in a newer message. */
  private static List<PlannedRecord> mobile(Plan plan, Map<String, Leased> found) {
    List<PlannedRecord> mobile = new ArrayList<>();
    for (PlannedLetter letter : plan.letters()) {
      if (found.containsKey(letter.message())) {
        letter.records().stream().filter(PlannedRecord::isMobile).forEach(mobile::add);
      }
    }
    return mobile;
  }

  /** Reads each letter again: what a plan says about it proves nothing. */
  private Map<String, Recovery> reread(Collection<Leased> found) throws InterruptedException {
    List<Leased> letters = List.copyOf(found);
    Map<String, Recovery> recoveries = new HashMap<>();
    List<Recovery> read = services.reread().read(letters);
    for (int i = 0; i < letters.size(); i++) {
      recoveries.put(letters.get(i).message(), read.get(i));
    }
    return recoveries;
  }

  /** A message that was not looked for as long as it takes is no proof that the plan is stale. */
  private static Report notBegun(Plan plan, Logbook log) {
    Tally tally = new Tally();
    plan.records().forEach(record -> tally.note(record.record(), Fate.NOT_SENT));
    return new Report(log.run(), Result.INTERRUPTED, tally.counts(), messages(plan, 0), List.of());
  }

  /**
   * Notes what is known already, and returns what is to be looked for, each record once: one that
   * is to be sent is not kept because another letter that names it is.
   */
  private static List<Job.Open> sort(List<Job> jobs, Tally tally) {
    Map<String, Job.Open> wanted = new LinkedHashMap<>();
    List<Job.Known> known = new ArrayList<>();
    for (Job job : jobs) {
      for (Job.Part part : job.parts()) {
        if (part instanceof Job.Known one) {
          known.add(one);
        } else if (part instanceof Job.Open open) {
          wanted.merge(open.record(), open, Apply::stronger);
        }
      }
    }
    wanted.values().forEach(open -> tally.concerns(open.record(), open.held()));
    for (Job.Known one : known) {
      if (!wanted.containsKey(one.record())) {
        tally.note(one.record(), one.fate());
        if (one.fate().isStored()) {
          tally.concerns(one.record(), one.held());
        }
      }
    }
    return List.copyOf(wanted.values());
  }

  /** Where one letter's record is to be sent and the other's is stored, it is to be sent. */
  private static Job.Open stronger(Job.Open one, Job.Open other) {
    return one.otherwise().compareTo(other.otherwise()) <= 0 ? one : other;
  }

  /**
   * Looks for the records in the table: what is there is stored, whatever was said before.
   *
   * @param open receives those that are to be sent
   * @return a line for each that is not as the plan says
   */
  private List<String> prove(List<Job.Open> wanted, Logbook log, Tally tally, List<Work> open) {
    List<TableState> findings = services.proof().look(wanted.stream().map(Job.Open::work).toList());
    List<String> drift = new ArrayList<>();
    List<Entry.Settled> settled = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      Work work = wanted.get(i).work();
      TableState finding = findings.get(i);
      if (finding == TableState.STORED) {
        settled.add(log.stored(work));
        tally.note(work.record(), Fate.ALREADY_STORED);
      } else if (wanted.get(i).otherwise() == Job.Unproven.SEND) {
        open.add(work);
        if (finding == TableState.OTHER) {
          drift.add(
              "record %s: something else is stored under its eventId now".formatted(work.record()));
        }
      } else {
        boolean tired = wanted.get(i).otherwise() == Job.Unproven.SET_ASIDE;
        tally.note(work.record(), tired ? Fate.SET_ASIDE : Fate.NOT_SENT);
        if (!tired && finding != TableState.UNREADABLE) {
          drift.add(
              "record %s is not in the table, where the plan has seen it".formatted(work.record()));
        }
      }
    }
    log.settled(settled);
    return drift;
  }
}
