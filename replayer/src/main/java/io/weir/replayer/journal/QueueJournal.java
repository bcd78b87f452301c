package io.weir.replayer.journal;

import io.weir.replayer.journal.Journal.Claim;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One queue's part of a journal that several queues may share, as a file that an operator has
 * named.
 *
 * <p>It shows the entries of runs on this queue alone: what was discarded from another queue must
 * not come back here, and a record that is stored by way of another function's queue is not stored
 * for this one. In what it writes, a run's queue is its URL, since two accounts or regions may have
 * queues of one name; runs that noted a name alone count for every queue of that name.
 */
public final class QueueJournal implements Journal {

  private final Journal all;
  private final String url;

  /**
   * Shows a queue's part.
   *
   * @param all the journal that holds it, which is closed with this
   * @param url the queue's URL
   */
  public QueueJournal(Journal all, String url) {
    this.all = all;
    this.url = url;
  }

  /** Passes on the entries of a queue's runs, and those of which it is not known whose they are. */
  public static Consumer<Entry> part(String url, Consumer<? super Entry> reader) {
    Map<String, Boolean> ours = new HashMap<>();
    return entry -> {
      if (entry instanceof Entry.Started started) {
        ours.put(started.run(), isOf(started.what().queue(), url));
      }
      if (ours.getOrDefault(entry.run(), true)) {
        reader.accept(entry);
      }
    };
  }

  private static boolean isOf(String noted, String url) {
    return noted.contains("://")
        ? noted.equals(url)
        : noted.equals(url.substring(url.lastIndexOf('/') + 1));
  }

  @Override
  public String location() {
    return all.location();
  }

  @Override
  public boolean isExclusive() {
    return all.isExclusive();
  }

  @Override
  public void read(Consumer<? super Entry> reader) {
    all.read(part(url, reader));
  }

  @Override
  public void write(List<? extends Entry> entries) {
    List<Entry> named = new ArrayList<>();
    entries.forEach(entry -> named.add(entry instanceof Entry.Started e ? named(e) : entry));
    all.write(named);
  }

  private Entry named(Entry.Started started) {
    Entry.What what = started.what();
    return new Entry.Started(
        started.at(),
        started.run(),
        new Entry.What(what.command(), what.route(), url, what.messages(), what.records()),
        started.actor(),
        started.reason(),
        started.plan());
  }

  @Override
  public Map<String, Claim> claim(String run, Map<String, String> payloads, boolean despiteStored) {
    return all.claim(run, payloads, despiteStored);
  }

  @Override
  public void release(String run, Collection<String> records) {
    all.release(run, records);
  }

  @Override
  public void close() {
    all.close();
  }
}
