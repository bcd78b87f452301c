package io.weir.local.books;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/**
 * A record that a producer wants to put.
 *
 * @param number counts records from 0; an event has it in its payload, as {@code n}
 * @param partitionKey decides on the shard
 * @param payload the bytes
 * @param eventId the identity in the payload; empty: the record's position is its identity
 * @param repaired of poison, which can never be stored as it is: the hash of what the repair makes
 *     of the payload, whether or not that is any good
 */
public record PlannedRecord(
    int number,
    String partitionKey,
    byte[] payload,
    Optional<String> eventId,
    Optional<Hash> repaired) {

  /** Returns the hash of the payload. */
  public Hash hash() {
    return Hash.of(payload);
  }

  /** Says whether it can never be stored as it is. */
  public boolean poison() {
    return repaired.isPresent();
  }

  /** Returns the hash of what may be stored: poison only as its repair has made it. */
  public Hash wanted() {
    return repaired.orElseGet(this::hash);
  }

  /** Returns the key of its item, if that is where the record stands. */
  public String key(String stream, Position position) {
    return eventId.orElse(stream + "/" + position);
  }

  /** Returns a payload as a repair reads it: bytes that are no UTF-8 count as Latin-1. */
  public static String text(byte[] payload) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
    } catch (CharacterCodingException e) {
      return new String(payload, ISO_8859_1);
    }
  }
}
