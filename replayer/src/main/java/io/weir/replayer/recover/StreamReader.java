package io.weir.replayer.recover;

import io.weir.replayer.letter.RecoveredRecord;
import io.weir.replayer.letter.SequenceNumber;
import io.weir.replayer.letter.StreamArn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A stream as recovery sees it. Each method is one call of Kinesis, never repeated inside. */
public interface StreamReader {

  /** Returns how long the stream keeps a record. */
  Duration retention(StreamArn stream) throws StreamException;

  /** Opens a shard in the given place, and returns the iterator. */
  String iterator(StreamArn stream, String shardId, Position position) throws StreamException;

  /**
   * Reads what is next.
   *
   * @param limit the most records to return, 1 to 10,000
   */
  Page read(StreamArn stream, String shardId, String iterator, int limit) throws StreamException;

  /** Where a shard is opened. */
  sealed interface Position {

    /** At a record, which is read first. */
    record At(SequenceNumber number) implements Position {}

    /** Behind a record. */
    record After(SequenceNumber number) implements Position {}

    /** At the oldest record that the shard still has. */
    record Oldest() implements Position {}
  }

  /**
   * One answer of {@code GetRecords}.
   *
   * @param records in the shard's order; may be none although more follow (KIN-40)
   * @param next the iterator to go on with; absent at the end of a closed shard
   * @param behind how far behind the tip this is; zero at the tip
   */
  record Page(List<RecoveredRecord> records, Optional<String> next, Duration behind) {

    /** Takes an unmodifiable copy of the records. */
    public Page {
      records = List.copyOf(records);
    }
  }
}
