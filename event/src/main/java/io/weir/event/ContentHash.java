package io.weir.event;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The fingerprint of a payload's bytes. It is taken of the bytes and never of the parsed text,
 * because two texts may differ and still mean the same, or the other way round.
 */
final class ContentHash {

  /** The hexadecimal digits of every fingerprint. */
  static final int LENGTH = 64;

  private ContentHash() {}

  /** Returns the SHA-256 as lower-case hexadecimal digits. */
  static String of(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
