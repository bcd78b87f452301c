package io.weir.replayer.route;

import io.weir.replayer.letter.Bytes;
import java.util.List;

/** Puts records into a stream. */
@FunctionalInterface
public interface StreamPut {

  /**
   * Puts records, in one call.
   *
   * @return one result per entry in the entries' order
   * @throws RouteException if the call was refused for a reason that holds for every call
   */
  List<Result> put(List<NewRecord> entries);

  /** A record to put. */
  record NewRecord(String partitionKey, Bytes payload) {}

  /** What the stream said about one entry. */
  sealed interface Result {

    /** It is in the stream. */
    record Accepted(String shardId, String sequenceNumber) implements Result {}

    /** It is not in the stream, because there is too much to do. */
    record Throttled(String code) implements Result {}

    /** It is not known whether it is in the stream. */
    record Lost(String why) implements Result {}
  }
}
