package io.weir.chaos.simulate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What the producer knows of a payload; it is the only source for it.
 *
 * @param ownId the event id in it
 * @param hash the SHA-256 of its bytes
 * @param storable whether it can be stored as it is
 * @param document the document that is to be stored, in JSON: what it says itself, or what it says
 *     after the operators' repair; empty if nothing helps
 */
record Spec(Optional<String> ownId, String hash, boolean storable, String document) {

  /** What the operators' repair puts behind a payload. */
  static final String MISSING = "}";

  /** Returns what is known of an event. */
  static Spec event(Optional<String> ownId, byte[] payload) {
    return spelled(ownId, payload, new String(payload, StandardCharsets.UTF_8));
  }

  /** Returns what is known of an event that says the same as another document. */
  static Spec spelled(Optional<String> ownId, byte[] payload, String document) {
    return new Spec(ownId, sha256(payload), true, document);
  }

  /** Returns what is known of an event whose last character is missing. */
  static Spec torn(Optional<String> ownId, byte[] payload) {
    return repaired(ownId, payload, new String(payload, StandardCharsets.UTF_8) + MISSING);
  }

  /** Returns what is known of a payload that is an event once it is repaired. */
  static Spec repaired(Optional<String> ownId, byte[] payload, String document) {
    return new Spec(ownId, sha256(payload), false, document);
  }

  /** Returns what is known of a payload that nothing helps. */
  static Spec poison(byte[] payload) {
    return new Spec(Optional.empty(), sha256(payload), false, "");
  }

  /** Returns the same of a payload in which it lies. */
  Spec in(byte[] other) {
    return new Spec(ownId, sha256(other), storable, document);
  }

  /** Tells whether it is stored as an event, at once or when it was repaired. */
  boolean isEvent() {
    return !document.isEmpty();
  }

  /** Tells whether it is an event that lacks its last character, and was put for the first time. */
  boolean isTorn() {
    return !storable
        && document.endsWith(MISSING)
        && sha256(bytes(document.substring(0, document.length() - 1))).equals(hash);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Tells whether a payload with this hash is it: as it was put, or as it was repaired. */
  boolean isIn(String other) {
    return hash.equals(other) || (!storable && isEvent() && sha256(bytes(document)).equals(other));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
