package io.weir.local.kinesis;

import java.util.List;

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
}
