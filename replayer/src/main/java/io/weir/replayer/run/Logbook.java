package io.weir.replayer.run;

import io.weir.replayer.journal.Entry;
import io.weir.replayer.journal.Journal;
import io.weir.replayer.journal.Journal.Claim;
import io.weir.replayer.journal.Ledger;
import io.weir.replayer.journal.Outcome;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.ExportLine;
import io.weir.replayer.recover.Recovery;
import io.weir.replayer.route.Answer;
import io.weir.replayer.route.Work;
import io.weir.replayer.run.RunStart.Actor;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One run's pen: writes its entries into the journal and keeps the sum of all of them. */
final class Logbook {

  private static final int LEASES = 300;

  private final Journal journal;
  private final String run;
  private final InstantSource clock;
  private final Ledger ledger;

  /** Reads what was written so far. */
  Logbook(Journal journal, String run, InstantSource clock) {
    this.journal = journal;
    this.run = run;
    this.clock = clock;
    this.ledger = Ledger.of(journal);
  }

  String run() {
    return run;
  }

  Ledger ledger() {
    return ledger;
  }

  void started(Entry.What what, Actor actor, String plan) {
    write(
        List.of(new Entry.Started(clock.instant(), run, what, actor.name(), actor.reason(), plan)));
  }

  /** Notes leases, in portions that any journal takes. */
  void leased(Map<String, String> receipts) {
    List<Map.Entry<String, String>> all = List.copyOf(receipts.entrySet());
    for (int from = 0; from < all.size(); from += LEASES) {
      Map<String, String> some = new LinkedHashMap<>();
      all.subList(from, Math.min(from + LEASES, all.size()))
          .forEach(lease -> some.put(lease.getKey(), lease.getValue()));
      write(List.of(new Entry.Leased(clock.instant(), run, some)));
    }
  }

  /** Tells whether the leases of earlier runs in this journal may be given back. */
  boolean isExclusive() {
    return journal.isExclusive();
  }

  void sending(List<Work> batch) {
    write(
        List.of(
            new Entry.Sending(clock.instant(), run, batch.stream().map(Work::record).toList())));
  }

  /** Notes where records lie that were put into their stream again. */
  void resent(List<Work> batch, List<Answer> answers) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      if (answers.get(i) instanceof Answer.InStream inStream) {
        Work work = batch.get(i);
        entries.add(
            new Entry.Resent(
                clock.instant(),
                run,
                work.record(),
                work.payloadHash(),
                inStream.as().as(),
                inStream.as().carried()));
      }
    }
    if (!entries.isEmpty()) {
      write(entries);
    }
  }

  /** Notes which newer messages hold which records. */
  void moved(Map<String, String> messages) {
    List<Entry> entries = new ArrayList<>();
    messages.forEach(
        (record, message) -> entries.add(new Entry.Moved(clock.instant(), run, record, message)));
    if (!entries.isEmpty()) {
      write(entries);
    }
  }

  void settled(List<Entry.Settled> settled) {
    if (!settled.isEmpty()) {
      write(settled);
    }
  }

  Entry.Settled settled(Work work, Outcome outcome, String detail) {
    return new Entry.Settled(
        clock.instant(), run, work.record(), work.payloadHash(), outcome, detail);
  }

  Entry.Settled stored(Work work) {
    return settled(work, Outcome.CONFIRMED, "in the table");
  }

  /** Keeps copies of messages, with all that was recovered of them. */
  void keeping(List<Recovery> letters) {
    List<Entry> entries = new ArrayList<>();
    for (Recovery letter : letters) {
      Bytes line =
          ExportLine.of(
              letter.letter(), letter.verdict().word(), letter.records(), clock.instant());
      String text = new String(line.toArray(), StandardCharsets.UTF_8);
      entries.add(new Entry.Kept(clock.instant(), run, letter.letter().id(), text));
    }
    write(entries);
  }

  void deleting(List<String> messages) {
    write(List.of(new Entry.Deleting(clock.instant(), run, messages)));
  }

  void deleted(Collection<String> messages) {
    if (!messages.isEmpty()) {
      write(messages.stream().map(id -> new Entry.Deleted(clock.instant(), run, id)).toList());
    }
  }

  void ended(Report.Result result, Map<Fate, Integer> fates) {
    Map<String, Integer> counts = new HashMap<>();
    fates.forEach((fate, count) -> counts.put(fate.text(), count));
    write(
        List.of(
            new Entry.Ended(
                clock.instant(), run, result.name().toLowerCase(java.util.Locale.ROOT), counts)));
  }

  Map<String, Claim> claim(List<Work> batch, boolean despiteStored) {
    Map<String, String> payloads = new LinkedHashMap<>();
    batch.forEach(work -> payloads.put(work.record(), work.payloadHash()));
    return batch.isEmpty() ? Map.of() : journal.claim(run, payloads, despiteStored);
  }

  void release(Collection<String> records) {
    journal.release(run, records);
  }

  private void write(List<? extends Entry> entries) {
    journal.write(entries);
    entries.forEach(ledger::add);
  }
}
