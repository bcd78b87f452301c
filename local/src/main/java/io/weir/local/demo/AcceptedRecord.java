package io.weir.local.demo;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A record that the stream has accepted: from here on it must not be lost.
 *
 * @param shardId where the stream put it
 * @param sequenceNumber its position there
 */
record AcceptedRecord(PlannedRecord planned, String stream, String shardId, String sequenceNumber) {

  /** Returns where in the stream the record stands, as one text. */
  String position() {
    return shardId + "/" + sequenceNumber;
  }

  /** Returns the identity under which the record's event is to be found in the table. */
  String eventId() {
    return planned.eventId().orElse(stream + "/" + position());
  }

  /** Returns the SHA-256 of the bytes that were put. */
  String contentHash() {
    return sha256(planned.payload());
  }

  /** Returns the hash of what the last act's repair makes of the record, if it is one to repair. */
  Optional<String> repairedHash() {
    return planned.kind() == PlannedRecord.Kind.MALFORMED
        ? Optional.of(sha256(Repair.of(planned.payload())))
        : Optional.empty();
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
