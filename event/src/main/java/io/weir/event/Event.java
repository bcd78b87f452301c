package io.weir.event;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * What a record's payload says, once decoded.
 *
 * @param eventId the identity, which survives every redrive
 * @param timestamp the payload's own time if it has a valid one, else the arrival time
 * @param data the payload as a document: a map, in the payload's order
 * @param partitionKey the producer's key
 * @param origin where the record entered the stream for the first time
 * @param contentHash the SHA-256 of the raw bytes, 64 lower-case hexadecimal digits
 * @param size what its item weighs, in bytes as DynamoDB counts them
 * @param notes what was not taken as the payload has it
 */
@SuppressWarnings("checkstyle:RecordComponentNumber") // mirrors the stored item
public record Event(
    String eventId,
    Instant timestamp,
    DynamoDbJson data,
    String partitionKey,
    Origin origin,
    String contentHash,
    int size,
    Notes notes)
    implements Decoded {

  /** Throws IllegalArgumentException if the data is no map. */
  public Event {
    if (!data.isMap()) {
      throw new IllegalArgumentException("an event's data is a map, not " + data);
    }
  }

  /**
   * What a setting changed or passed over.
   *
   * @param timestampIgnored whether the payload has a time that cannot be read
   * @param anyKey whether the same event may come under another partition key
   * @param numbersAsText JSON Pointers to the numbers that are kept as text
   */
  public record Notes(boolean timestampIgnored, boolean anyKey, List<String> numbersAsText) {

    /** Nothing. */
    public static final Notes NONE = new Notes(false, false, List.of());
  }

  /**
   * The fingerprint of a payload's bytes. It is taken of the bytes and never of the parsed text,
   * because two texts may differ and still mean the same, or the other way round.
   */
  static final class ContentHash {

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
}
