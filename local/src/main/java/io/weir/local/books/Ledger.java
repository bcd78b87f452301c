package io.weir.local.books;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the producers know: which records they tried to put, and which the stream confirmed. */
public final class Ledger implements AutoCloseable {

  private final Map<Hash, PlannedRecord> attempted = new HashMap<>();
  private final Map<Position, Hash> acknowledged = new HashMap<>();
  private final Writer file;
  private int unanswered;

  private Ledger(Writer file) {
    this.file = file;
  }

  /**
   * Begins one.
   *
   * @param file takes a line for each confirmation, to analyse later what went wrong
   */
  public static Ledger writtenTo(Path file) {
    try {
      return new Ledger(Files.newBufferedWriter(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the ledger " + file, e);
    }
  }

  /** Begins one that writes nothing. */
  public static Ledger inMemory() {
    return new Ledger(Writer.nullWriter());
  }

  /** Notes that a producer is going to put a record. */
  public synchronized void attempt(PlannedRecord record) {
    attempted.put(record.hash(), record);
  }

  /** Notes that the stream has confirmed a record. */
  public synchronized void acknowledge(Position position, PlannedRecord record) {
    acknowledged.put(position, record.hash());
    try {
      file.write(position + " " + record.hash().hex() + " " + record.eventId().orElse("-") + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the ledger", e);
    }
  }

  /** Notes that a call had no answer: it is not known whether its records were accepted. */
  public synchronized void unanswered(List<PlannedRecord> records) {
    unanswered += records.size();
  }

  /** Returns how many records were confirmed. */
  public synchronized int acknowledgedCount() {
    return acknowledged.size();
  }

  /** Returns how many records were in calls without an answer; each was put again. */
  public synchronized int unansweredCount() {
    return unanswered;
  }

  /** Returns what was tried with these bytes. */
  public synchronized Optional<PlannedRecord> attempted(Hash hash) {
    return Optional.ofNullable(attempted.get(hash));
  }

  /** Returns what was confirmed, by position. */
  public synchronized Map<Position, Hash> acknowledged() {
    return Map.copyOf(acknowledged);
  }

  @Override
  public synchronized void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the ledger", e);
    }
  }
}
