package io.weir.chaos.siege;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the producers know: which records they tried to put, and which the stream confirmed. */
final class Ledger implements AutoCloseable {

  private final Map<Hash, PlannedRecord> attempted = new HashMap<>();
  private final Map<Position, Hash> acknowledged = new HashMap<>();
  private final BufferedWriter file;
  private int unanswered;

  /**
   * Begins.
   *
   * @param file takes a line for each confirmation, to analyse a siege that went wrong
   */
  Ledger(Path file) {
    try {
      this.file = Files.newBufferedWriter(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the ledger " + file, e);
    }
  }

  synchronized void attempt(PlannedRecord record) {
    attempted.put(record.hash(), record);
  }

  synchronized void acknowledge(Position position, PlannedRecord record) {
    acknowledged.put(position, record.hash());
    try {
      file.write(position + " " + record.hash().hex() + " " + record.eventId().orElse("-") + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the ledger", e);
    }
  }

  /** Notes that a call had no answer: it is not known whether its records were accepted. */
  synchronized void unanswered(List<PlannedRecord> records) {
    unanswered += records.size();
  }

  synchronized int acknowledgedCount() {
    return acknowledged.size();
  }

  synchronized int unansweredCount() {
    return unanswered;
  }

  /** Returns what was tried with these bytes. */
  synchronized Optional<PlannedRecord> attempted(Hash hash) {
    return Optional.ofNullable(attempted.get(hash));
  }

  /** Returns what was confirmed, by position. */
  synchronized Map<Position, Hash> acknowledged() {
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
