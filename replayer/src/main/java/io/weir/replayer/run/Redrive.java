package io.weir.replayer.run;

import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.Journal.Claim;
import io.weir.replayer.journal.Outcome;
import io.weir.replayer.route.Answer;
import io.weir.replayer.route.TableState;
import io.weir.replayer.route.Work;
import io.weir.replayer.run.RedriveSetup.RedriveLimits;
import io.weir.replayer.run.RedriveSetup.RedriveServices;
import io.weir.replayer.run.RedriveSetup.RunControl;
import io.weir.replayer.run.Report.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sends a run's records, proves what became of each, and has the messages deleted whose records are
 * all stored.
 *
 * <p>Each batch is written down before it goes and after it is judged. Killed in between, the next
 * run looks in the table first, and sends only what is not there.
 */
final class Redrive {

  /** After this many batches turned away in a row the run gives up. */
  private static final int MOST_THROTTLED = 30;

  private final RedriveServices services;
  private final RunControl control;
  private final RedriveLimits limits;
  private final Logbook log;
  private final MessageDeleter deleter;
  private final Tally tally;
  private final Set<String> claimed = new HashSet<>();
  private Schedule schedule = new Schedule(List.of());
  private int throttledInARow;
  private int failedInARow;
  private int all;
  private int before;

  Redrive(RedriveSetup setup, Logbook log, MessageDeleter deleter, Tally tally) {
    this.services = setup.services();
    this.control = setup.control();
    this.limits = setup.limits();
    this.log = log;
    this.deleter = deleter;
    this.tally = tally;
  }

  /** Sends the records in the ramp's steps; none of them has a fate yet. */
  Result run(List<Work> records, int planned) throws InterruptedException {
    all = planned;
    before = tally.size();
    schedule = new Schedule(records);
    try {
      return steps(records);
    } finally {
      for (Work work : records) {
        if (!tally.has(work.record())) {
          tally.note(work.record(), Fate.NOT_SENT);
        }
      }
      log.release(claimed);
    }
  }

  private Result steps(List<Work> records) throws InterruptedException {
    for (int end : limits.ramp().of(records.size())) {
      while (!schedule.isEmpty() && settled() < end) {
        if (control.stop().getAsBoolean()) {
          return Result.INTERRUPTED;
        }
        if (throttledInARow >= MOST_THROTTLED) {
          return Result.THROTTLED;
        }
        if (isBroken()) {
          return Result.BROKEN;
        }
        send(schedule.next(services.route(), end - settled()));
      }
      if (limits.ramp().gates() && tally.failures() > 0) {
        return Result.ABORTED;
      }
    }
    return Result.DONE;
  }

  /** Tells whether {@code stopAfter} records have failed in a row, so that the rest would, too. */
  private boolean isBroken() {
    return limits.stopAfter() > 0 && failedInARow >= limits.stopAfter();
  }

  private int settled() {
    return tally.size() - before;
  }

  private void send(List<Work> wanted) throws InterruptedException {
    List<Work> batch = claim(wanted);
    if (batch.isEmpty()) {
      return;
    }
    control.pace().await(batch.size());
    log.sending(batch);
    List<Answer> answers = services.route().send(batch);
    log.resent(batch, answers);
    if (batch.size() > 1 && answers.stream().allMatch(Answer.Suspect.class::isInstance)) {
      // One among them is to blame: as the mapping does, halve until it is found.
      int half = batch.size() / 2;
      send(batch.subList(0, half));
      if (!control.stop().getAsBoolean() && !isBroken()) {
        send(batch.subList(half, batch.size()));
      }
      return;
    }
    judge(batch, answers);
    control.progress().at(tally.counts(), all, control.pace().perSecond());
  }

  private List<Work> claim(List<Work> wanted) {
    List<Work> ours = new ArrayList<>();
    List<Work> stored = claim(wanted, false, ours);
    if (!stored.isEmpty()) {
      // Another run has sent them. The table says what became of that; without one they are kept.
      List<TableState> findings = services.proof().look(stored);
      List<Work> again = new ArrayList<>();
      for (int i = 0; i < stored.size(); i++) {
        Work work = stored.get(i);
        if (findings.get(i) == TableState.STORED) {
          tally.note(work.record(), Fate.ALREADY_STORED);
          schedule.stored(work);
        } else if (services.proof().hasTable()
            || log.ledger().of(work.record()).confirmed(work.payloadHash())) {
          again.add(work); // the table has lost it, or it came back since it was confirmed
        } else {
          tally.note(work.record(), Fate.HELD);
          schedule.freeze(work);
        }
      }
      for (Work work : claim(again, true, ours)) {
        tally.note(work.record(), Fate.HELD);
        schedule.freeze(work);
      }
    }
    return ours;
  }

  /**
   * Claims records, notes those that another run works on, and returns those that the journal says
   * are stored.
   *
   * @param ours receives those that are this run's
   */
  private List<Work> claim(List<Work> wanted, boolean despiteStored, List<Work> ours) {
    Map<String, Claim> claims = log.claim(wanted, despiteStored);
    List<Work> stored = new ArrayList<>();
    for (Work work : wanted) {
      Claim claim = claims.getOrDefault(work.record(), new Claim.Held("not known"));
      if (claim instanceof Claim.Granted) {
        claimed.add(work.record());
        ours.add(work);
      } else if (claim instanceof Claim.Done) {
        stored.add(work);
      } else {
        tally.note(work.record(), Fate.HELD);
        schedule.freeze(work);
      }
    }
    return stored;
  }

  private void judge(List<Work> batch, List<Answer> answers) throws InterruptedException {
    List<TableState> findings = services.route().look(services.proof(), batch, answers);
    List<Entry.Settled> entries = new ArrayList<>();
    List<Work> over = new ArrayList<>();
    boolean throttled = false;
    for (int i = 0; i < batch.size(); i++) {
      Work work = batch.get(i);
      TryResult verdict = TryResult.of(answers.get(i), findings.get(i), services.route().settles());
      if (verdict instanceof TryResult.Over end) {
        entries.add(log.settled(work, end.outcome(), end.detail()));
        over.add(work);
      } else {
        throttled |= verdict instanceof TryResult.Again again && again.throttled();
      }
    }
    if (over.isEmpty() && !throttled) {
      batch.forEach(work -> entries.add(unreached(work)));
      over.addAll(batch);
    }
    pace(throttled, over.isEmpty());
    log.settled(entries);
    for (int i = 0; i < over.size(); i++) {
      settle(over.get(i), entries.get(i).outcome());
    }
    deleter.close(over);
  }

  /** A batch of which nothing was reached would come round for ever. */
  private Entry.Settled unreached(Work work) {
    return log.settled(work, Outcome.UNKNOWN, "it is not known what became of it");
  }

  private void pace(boolean throttled, boolean nothingElse) {
    throttledInARow = throttled && nothingElse ? throttledInARow + 1 : 0;
    if (throttled) {
      control.pace().throttled();
    } else {
      control.pace().wentWell();
    }
  }

  private void settle(Work work, Outcome outcome) {
    boolean failed = outcome == Outcome.CAME_BACK || outcome == Outcome.UNKNOWN;
    failedInARow = failed ? failedInARow + 1 : 0;
    switch (outcome) {
      case CONFIRMED -> {
        tally.note(work.record(), Fate.CONFIRMED);
        schedule.stored(work);
      }
      case COPIED -> {
        tally.note(work.record(), Fate.COPIED);
        schedule.stored(work);
      }
      case CAME_BACK, UNKNOWN, SET_ASIDE -> {
        Fate fate = outcome == Outcome.CAME_BACK ? Fate.CAME_BACK : Fate.UNKNOWN;
        tally.note(work.record(), fate);
        schedule.freeze(work);
        setAside(work);
      }
    }
  }

  private void setAside(Work work) {
    int failures = log.ledger().of(work.record()).failures(work.payloadHash());
    if (failures >= limits.maxAttempts()) {
      String detail = "failed " + failures + " times";
      log.settled(Collections.singletonList(log.settled(work, Outcome.SET_ASIDE, detail)));
    }
  }
}
