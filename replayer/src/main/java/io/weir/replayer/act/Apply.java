package io.weir.replayer.act;

import io.weir.replayer.act.Report.Result;
import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.Journal;
import io.weir.replayer.plan.Plan;
import io.weir.replayer.plan.PlanFile;
import io.weir.replayer.plan.PlannedLetter;
import io.weir.replayer.plan.PlannedRecord;
import io.weir.replayer.recover.Recovery;
import java.time.InstantSource;
import java.util.ArrayList;
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
 * <p>It may be killed between any two effects and started again: what the journal or the table
 * knows to be home is not sent again, and a message is only deleted when each of its records is
 * home. A message that is not deleted is given back, or becomes visible when its lease is over.
 */
public final class Apply {

  /** How often leases are extended in a lease's time. */
  private static final int BEATS = 3;

  private final LetterQueue queue;
  private final Reread reread;
  private final Means means;
  private final Rules rules;
  private final Pause pause;
  private final Pulse pulse;

  /** Prepares runs; {@code pause} waits for messages that somebody else holds. */
  public Apply(LetterQueue queue, Reread reread, Means means, Rules rules, Pause pause) {
    this.queue = queue;
    this.reread = reread;
    this.means = means;
    this.rules = rules;
    this.pause = pause;
    this.pulse = Pulse.THREAD;
  }

  private Apply(Apply other, Pulse pulse) {
    this.queue = other.queue;
    this.reread = other.reread;
    this.means = other.means;
    this.rules = other.rules;
    this.pause = other.pause;
    this.pulse = pulse;
  }

  /** Returns the same, whose leases are extended by another pulse. */
  public Apply beatingBy(Pulse other) {
    return new Apply(this, other);
  }

  /**
   * One start of a plan.
   *
   * @param journal where it is written down
   * @param run its id, never used before
   * @param command as in {@code apply}
   * @param actor who started it
   * @param clock tells the time for the journal
   */
  public record Start(
      Journal journal, String run, String command, Actor actor, InstantSource clock) {}

  /**
   * Applies a plan.
   *
   * @throws io.weir.replayer.journal.JournalException if the journal fails: nothing more is done
   * @throws QueueException if the queue cannot be asked
   */
  public Report run(Plan plan, Start start) throws InterruptedException {
    Logbook log = new Logbook(start.journal(), start.run(), start.clock());
    String name = plan.queue().substring(plan.queue().lastIndexOf('/') + 1);
    log.started(
        new Entry.What(start.command(), plan.door(), name, plan.letters().size(), plan.sent()),
        start.actor(),
        PlanFile.digest(plan));
    Leases leases = new Leases(queue, rules.lease(), pause);
    Pulse.Beating beating = pulse.start(rules.lease().dividedBy(BEATS), leases::extendIfPossible);
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
    Gathering gathering =
        Gathering.of(
            plan,
            log,
            leases,
            new Leases.Patience(rules.lease(), clock, means.stop(), means.progress()::waiting));
    return !gathering.isWhole() && means.stop().requested()
        ? notBegun(plan, log)
        : carryOut(plan, log, leases, gathering.found());
  }

  private Report carryOut(Plan plan, Logbook log, Leases leases, Map<String, Leased> found)
      throws InterruptedException {
    Map<String, Recovery> now = reread(plan, found);
    Opening opening = new Opening(log.ledger(), now, rules.maxAttempts(), !means.door().settles());
    List<Job> jobs = new ArrayList<>();
    for (PlannedLetter letter : plan.letters()) {
      jobs.add(opening.open(letter, Optional.ofNullable(found.get(letter.message()))));
    }
    Tally tally = new Tally();
    List<Work> open = new ArrayList<>();
    List<String> drift = new ArrayList<>(opening.drift());
    drift.addAll(homeAlready(sort(jobs, tally), log, tally, open));
    if (!drift.isEmpty()) {
      open.forEach(work -> tally.note(work.record(), Fate.NOT_SENT));
      return new Report(log.run(), Result.REFUSED, tally.counts(), plan.letters().size(), 0, drift);
    }
    HandOver handOver = new HandOver(new QueueReturns(queue, reread), now.values(), log, tally);
    List<PlannedRecord> mobile = mobile(plan, found);
    handOver.look(mobile, Fate.MOVED);
    open.removeIf(work -> tally.has(work.record()));
    Closing closing = new Closing(jobs, log, leases, tally);
    closing.closeAll();
    Result result =
        new Redrive(means, log, closing, tally, rules.maxAttempts())
            .run(open, rules.ramp(), tally.size() + open.size());
    mobile.removeIf(record -> !tally.failed(record.record()));
    handOver.look(mobile, Fate.CAME_BACK);
    closing.closeAll();
    if (tally.size() != plan.records().map(PlannedRecord::record).distinct().count()) {
      throw new IllegalStateException("a record has no fate: please report this");
    }
    return new Report(
        log.run(),
        result,
        tally.counts(),
        plan.letters().size(),
        closing.deleted(),
        closing.notes());
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

  /** Reads the letters anew of which anything is to be sent, or was put into the stream. */
  private Map<String, Recovery> reread(Plan plan, Map<String, Leased> found)
      throws InterruptedException {
    List<Leased> wanted = new ArrayList<>();
    for (PlannedLetter letter : plan.letters()) {
      Leased leased = found.get(letter.message());
      if (leased != null && letter.records().stream().anyMatch(PlannedRecord::isMobile)) {
        wanted.add(leased);
      }
    }
    Map<String, Recovery> recoveries = new HashMap<>();
    List<Recovery> read = reread.read(wanted);
    for (int i = 0; i < wanted.size(); i++) {
      recoveries.put(wanted.get(i).message(), read.get(i));
    }
    return recoveries;
  }

  /** A message that was not looked for as long as it takes is no proof that the plan is stale. */
  private static Report notBegun(Plan plan, Logbook log) {
    Tally tally = new Tally();
    plan.records().forEach(record -> tally.note(record.record(), Fate.NOT_SENT));
    return new Report(
        log.run(), Result.INTERRUPTED, tally.counts(), plan.letters().size(), 0, List.of());
  }

  /** Notes what is known already, and returns what is to be sent, each record once. */
  private static List<Work> sort(List<Job> jobs, Tally tally) {
    Map<String, Work> wanted = new LinkedHashMap<>();
    for (Job job : jobs) {
      for (Job.Part part : job.parts()) {
        if (part instanceof Job.Known known) {
          tally.note(known.record(), known.fate());
        } else if (part instanceof Job.Send send) {
          wanted.put(send.record(), send.work());
        }
      }
    }
    return List.copyOf(wanted.values());
  }

  /**
   * Looks for records that are in the table already: a killed run may have brought them there.
   *
   * @param open receives those that are not
   * @return a line for each identity that another content has taken since the plan was made
   */
  private List<String> homeAlready(List<Work> wanted, Logbook log, Tally tally, List<Work> open) {
    List<Finding> findings = means.proof().look(wanted);
    List<String> conflicts = new ArrayList<>();
    List<Entry.Settled> settled = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      Work work = wanted.get(i);
      if (findings.get(i) == Finding.HOME) {
        settled.add(log.home(work));
        tally.note(work.record(), Fate.ALREADY_HOME);
      } else {
        open.add(work);
        if (findings.get(i) == Finding.OTHER) {
          conflicts.add(
              "record %s: another content is stored under its eventId now"
                  .formatted(work.record()));
        }
      }
    }
    log.settled(settled);
    return conflicts;
  }
}
