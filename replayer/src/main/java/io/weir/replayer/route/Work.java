package io.weir.replayer.route;

import io.weir.event.OriginTag;
import io.weir.replayer.examine.Judge;
import io.weir.replayer.letter.Bytes;
import io.weir.replayer.letter.RecoveredRecord;
import java.math.BigInteger;

/**
 * One record on its way through a route.
 *
 * @param original the record as it was recovered
 * @param source the ARN that the mapping points at: the stream's, or its consumer's (ESM-42)
 * @param payload what is to be sent: the original bytes, or the repaired ones
 * @param payloadHash the SHA-256 of that
 */
public record Work(RecoveredRecord original, String source, Bytes payload, String payloadHash) {

  /**
   * Returns the payload as the function must get it: one of a record's events carries its place
   * with it, for its record's coordinates do not say which it is.
   */
  Bytes carried() {
    return original.coordinates().place().isEmpty() ? payload : tagged();
  }

  /** Returns the payload with its origin inside; throws if it cannot carry one. */
  Bytes tagged() {
    return Bytes.of(OriginTag.put(payload.buffer(), Judge.origin(original)));
  }

  /** Returns the coordinates' text, which names the record in the journal. */
  public String record() {
    return original.coordinates().toString();
  }

  public String streamArn() {
    return original.coordinates().stream().toString();
  }

  public String shardId() {
    return original.coordinates().shardId();
  }

  public BigInteger sequenceNumber() {
    return original.coordinates().sequenceNumber().value();
  }

  public String partitionKey() {
    return original.partitionKey();
  }
}
