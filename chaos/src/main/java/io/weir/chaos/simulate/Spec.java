package io.weir.chaos.simulate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What the producer knows of a payload, and nobody else is asked for.
 *
 * @param ownId the event id in it
 * @param hash the SHA-256 of its bytes
 * @param repairedHash what it has once the operators' repair has been at it; empty if it needs none
 *     or none helps
 * @param storable whether it can be stored as it is
 */
record Spec(Optional<String> ownId, String hash, Optional<String> repairedHash, boolean storable) {

  /** What the operators' repair puts behind a payload. */
  static final String MISSING = "}";

  /** Returns what is known of an event. */
  static Spec event(Optional<String> ownId, byte[] payload) {
    return new Spec(ownId, sha256(payload), Optional.empty(), true);
  }

  /** Returns what is known of an event whose last character is missing. */
  static Spec torn(Optional<String> ownId, byte[] payload) {
    String whole = new String(payload, StandardCharsets.UTF_8) + MISSING;
    String repaired = sha256(whole.getBytes(StandardCharsets.UTF_8));
    return new Spec(ownId, sha256(payload), Optional.of(repaired), false);
  }

  /** Returns what is known of a payload that nothing helps. */
  static Spec poison(byte[] payload) {
    return new Spec(Optional.empty(), sha256(payload), Optional.empty(), false);
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
