package io.weir.dynamodb.stream;

import io.weir.dynamodb.table.Change;
import io.weir.dynamodb.table.TableDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The changes of one table since its stream was switched on: one shard, in order. In memory. */
final class ChangeLog {

  /** How long a change can be read. */
  static final Duration RETENTION = Duration.ofHours(24);

  private final Origin origin;
  private final TableDefinition definition;
  private final List<Entry> entries = new ArrayList<>();
  private long next = 1;
  private long trimmed = 1;
  private boolean open = true;

  ChangeLog(Origin origin, TableDefinition definition) {
    this.origin = origin;
    this.definition = definition;
  }

  /**
   * What tells a stream from others.
   *
   * @param label the time at which it was switched on, as its ARN has it
   */
  record Origin(String arn, String label, Instant created) {}

  /**
   * One change.
   *
   * @param number its place in the log, from 1
   * @param expired whether the item was taken away because its time was over
   * @param bytes of the key and the images that the stream shows
   */
  record Entry(long number, Change change, boolean expired, long bytes) {}

  Origin origin() {
    return origin;
  }

  /** Returns the table's definition at the time at which the stream was switched on. */
  TableDefinition definition() {
    return definition;
  }

  String shardId() {
    return "shardId-%020d-%08x".formatted(origin.created().toEpochMilli(), origin.arn().hashCode());
  }

  synchronized void add(Change change, boolean expired) {
    String view = String.valueOf(definition.options().streamView());
    long bytes = change.key().size();
    if (ChangeRecords.showsOld(view) && change.before() != null) {
      bytes += change.before().size();
    }
    if (ChangeRecords.showsNew(view) && change.after() != null) {
      bytes += change.after().size();
    }
    entries.add(new Entry(next++, change, expired, bytes));
  }

  /** Takes no more changes; what is there can be read until it is too old. */
  synchronized void close() {
    open = false;
  }

  synchronized boolean isOpen() {
    return open;
  }

  /** Forgets what is too old, and says whether anything can still be read, or may come. */
  synchronized boolean trim(Instant now) {
    Instant oldest = now.minus(RETENTION);
    int old = 0;
    while (old < entries.size() && entries.get(old).change().at().isBefore(oldest)) {
      old++;
    }
    entries.subList(0, old).clear();
    trimmed += old;
    return open || !entries.isEmpty();
  }

  /** Returns the number of the oldest change that can be read, or of the next that comes. */
  synchronized long first() {
    return trimmed;
  }

  /** Returns the number of the next change that comes. */
  synchronized long next() {
    return next;
  }

  /** Returns up to so many changes from a number on. */
  synchronized List<Entry> read(long from, int most) {
    int start = (int) Math.min(entries.size(), Math.max(0, from - trimmed));
    return List.copyOf(entries.subList(start, Math.min(entries.size(), start + most)));
  }
}
