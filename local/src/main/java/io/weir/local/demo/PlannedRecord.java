package io.weir.local.demo;

import java.util.Optional;

/**
 * A record that the tour is going to put.
 *
 * @param kind what is expected of it
 * @param partitionKey the device that sends it
 * @param payload the raw bytes
 * @param eventId what the payload names, if it is an event that names one
 */
record PlannedRecord(Kind kind, String partitionKey, byte[] payload, Optional<String> eventId) {

  /** What is expected of a record. */
  enum Kind {
    /** An event that can be stored. */
    GOOD,
    /** The same bytes as an earlier record: stored with it. */
    DUPLICATE,
    /** The identity of an earlier event with other bytes: one of the two is stored. */
    CONFLICT,
    /** Can never be stored. */
    MALFORMED
  }
}
