package io.weir.chaos.simulate;

import java.math.BigInteger;
import java.time.Instant;

/**
 * A record that the stream accepted.
 *
 * @param place how many the stream accepted before it
 * @param number its sequence number
 * @param identity the event id under which it must be stored
 */
record AcceptedRecord(
    int place,
    String shardId,
    BigInteger number,
    Instant at,
    String key,
    Spec spec,
    String identity) {

  /** Tells whether both are one event: what is stored of one is what is stored of the other. */
  boolean isSameEventAs(AcceptedRecord other) {
    return identity.equals(other.identity)
        && key.equals(other.key)
        && spec.document().equals(other.spec.document());
  }

  String coordinates() {
    return shardId + "/" + number;
  }
}
