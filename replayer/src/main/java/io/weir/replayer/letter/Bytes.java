package io.weir.replayer.letter;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Immutable bytes, equal by content: a payload, or a message's body. Never decoded to text on the
 * way, since that would lose some of them. Prints its size and hash, never its content.
 */
public final class Bytes {

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** Copies the given bytes. */
  public static Bytes of(byte[] bytes) {
    return new Bytes(bytes.clone());
  }

  /** Copies what remains in a buffer, whose position is not moved. */
  public static Bytes of(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return new Bytes(bytes);
  }

  /** Returns the number of bytes. */
  public int size() {
    return content.length;
  }

  /** Tells whether there is nothing but white space, as JSON has it. */
  public boolean isBlank() {
    for (byte b : content) {
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return false;
      }
    }
    return true;
  }

  /** Returns a copy. */
  public byte[] toArray() {
    return content.clone();
  }

  /** Returns a read-only view. */
  public ByteBuffer buffer() {
    return ByteBuffer.wrap(content).asReadOnlyBuffer();
  }

  /** Returns the SHA-256 as 64 lower-case hexadecimal digits. */
  public String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Returns the content in base64, with padding. */
  public String base64() {
    return Base64.getEncoder().encodeToString(content);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Bytes that && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return size() + " bytes, sha256 " + sha256();
  }
}
