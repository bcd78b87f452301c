package io.weir.local.kinesis;

import io.weir.local.kinesis.StreamLog.LogEntry;
import io.weir.local.kinesis.StreamLog.LogEntry.LoggedRecord;
import java.io.IOException;
import java.util.List;

/** Where streams are kept. */
interface Storage extends AutoCloseable {

  /** Returns what earlier processes left. */
  List<Restored> restore() throws IOException;

  /** Starts the log of a new stream, with its first state in it. */
  StreamLog create(StreamState first);

  @Override
  void close();

  /**
   * A stream as it was.
   *
   * @param state the last one
   * @param records what each shard still held
   * @param log to go on with
   */
  record Restored(StreamState state, List<LoggedRecord> records, StreamLog log) {}

  /** Returns a storage that keeps nothing. */
  static Storage none() {
    return new Storage() {
      @Override
      public List<Restored> restore() {
        return List.of();
      }

      @Override
      public StreamLog create(StreamState first) {
        return new StreamLog() {
          @Override
          public void append(LogEntry entry) {}

          @Override
          public void delete() {}

          @Override
          public void close() {}
        };
      }

      @Override
      public void close() {}
    };
  }
}
