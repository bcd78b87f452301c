package io.weir.local.kinesis;

import java.util.List;

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

  /** What a stream's log holds, in the order in which it happened. */
  sealed interface LogEntry {

    /**
     * The stream became this.
     *
     * @param state all of it, so that the last such entry is enough
     */
    record Changed(StreamState state) implements LogEntry {}

    /**
     * Records of one request were accepted, all or none.
     *
     * @param records in the order in which their shards took them
     */
    record Accepted(List<LoggedRecord> records) implements LogEntry {}

    /**
     * A record with its place.
     *
     * @param shardIndex its shard
     * @param ordinal its position there
     * @param record the record
     */
    record LoggedRecord(int shardIndex, long ordinal, StoredRecord record) {}
  }
}
