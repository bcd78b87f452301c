package io.weir.chaos.simulate;

import java.math.BigInteger;
import java.time.Instant;

/**
 * A record that the stream accepted.
 *
 * @param number its sequence number
 * @param identity the event id under which it must be stored
 */
record AcceptedRecord(
    String shardId, BigInteger number, Arrival arrival, Spec spec, String identity) {

  /**
   * How it came.
   *
   * @param place how many the stream accepted before it
   * @param key the partition key under which it was put
   */
  record Arrival(int place, Instant at, String key) {}

  /** Tells whether both are one event: what is stored of one is what is stored of the other. */
  boolean isSameEventAs(AcceptedRecord other) {
    return identity.equals(other.identity)
        && arrival.key.equals(other.arrival.key)
        && spec.document().equals(other.spec.document());
  }

  String coordinates() {
    return shardId + "/" + number;
  }
}
