package io.weir.local.kinesis;

/**
 * What makes a stream's changes durable: an entry that {@link #append} has returned from survives.
 * An append that fails with an {@link java.io.UncheckedIOException} may or may not have survived,
 * and the log takes no further entries. Called by one thread at a time.
 */
interface StreamLog extends AutoCloseable {

  void append(LogEntry entry);

  /** Forgets the stream for good. */
  void delete();

  @Override
  void close();
}
