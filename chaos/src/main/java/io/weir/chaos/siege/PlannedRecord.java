package io.weir.chaos.siege;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/**
 * A record that a producer wants to put.
 *
 * @param number counts records from 0
 * @param partitionKey decides on the shard
 * @param payload the bytes
 * @param eventId the identity in the payload; empty: the record's position is its identity
 * @param poison whether it can never be stored as it is
 */
record PlannedRecord(
    int number, String partitionKey, byte[] payload, Optional<String> eventId, boolean poison) {

  /** What the person on call repairs poison with, in jq's language, on the payload as a string. */
  static final String REPAIR = ". + \"}\"";

  Hash hash() {
    return Hash.of(payload);
  }

  /** Returns the hash of what the repair makes of the payload, whether or not that is any good. */
  Hash repairedHash() {
    return Hash.of((text(payload) + "}").getBytes(UTF_8));
  }

  /** Bytes that are no UTF-8 count as Latin-1, as the replayer says of them. */
  private static String text(byte[] payload) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
    } catch (CharacterCodingException e) {
      return new String(payload, ISO_8859_1);
    }
  }
}
