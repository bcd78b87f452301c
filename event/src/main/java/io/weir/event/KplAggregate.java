package io.weir.event;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The envelope in which the Kinesis Producer Library packs several records into one: a magic
 * number, a protobuf message, the message's MD5 (KIN-20).
 */
final class KplAggregate {
  private static final byte[] MAGIC = {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2};
  private static final int DIGEST_LENGTH = 16;

  private KplAggregate() {}

  /** Tells an aggregate from bytes that merely start like one: only the digest proves it. */
  static boolean matches(byte[] payload) {
    int end = payload.length - DIGEST_LENGTH;
    if (end < MAGIC.length || !Arrays.equals(payload, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      return false;
    }
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      md5.update(payload, MAGIC.length, end - MAGIC.length);
      return Arrays.equals(md5.digest(), Arrays.copyOfRange(payload, end, payload.length));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
