package io.weir.local.testing;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * A record that a test put into the stream.
 *
 * @param name how failure messages call it: {@code r1}, {@code r2}, in the order of the puts
 * @param shardId where it went
 * @param sequenceNumber its place there
 * @param partitionKey of its producer
 * @param text its data, read as UTF-8
 */
public record PutRecord(
    String name, String shardId, String sequenceNumber, String partitionKey, String text) {

  private static final int MOST_CHARACTERS = 60;

  static PutRecord of(String name, Position position, String partitionKey, byte[] data) {
    return new PutRecord(
        name,
        position.shardId(),
        position.sequenceNumber(),
        partitionKey,
        new String(data, StandardCharsets.UTF_8));
  }

  BigInteger number() {
    return new BigInteger(sequenceNumber);
  }

  /** Describes it in one line. */
  @Override
  public String toString() {
    String shown = text.replaceAll("\\p{Cntrl}", "?");
    if (shown.length() > MOST_CHARACTERS) {
      shown = shown.substring(0, MOST_CHARACTERS) + "...";
    }
    return "%s  %s  key \"%s\"  %s".formatted(name, shardId, partitionKey, shown);
  }

  /** Where the stream put a record. */
  record Position(String shardId, String sequenceNumber) {}
}
