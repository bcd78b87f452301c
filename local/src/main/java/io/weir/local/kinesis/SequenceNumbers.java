package io.weir.local.kinesis;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * The sequence numbers of one shard: 56 digits today, laid out in hexadecimal as AWS lays them out
 * (KIN-1), so that a number tells which shard of which stream it came from.
 *
 * <pre>
 * 2 | shard's creation, seconds (9) | shard (1) | ordinal (16) | 00 | arrival, seconds (9) | shard (8) | 2
 * </pre>
 *
 * Everything left of the ordinal is the same for a whole shard, so numbers grow with the ordinal
 * alone, and a number is found in the shard by arithmetic instead of by search.
 *
 * @param epochSecond when the shard was created
 * @param shardIndex the shard's number in the stream
 */
record SequenceNumbers(long epochSecond, int shardIndex) {

  private static final int BYTES = 24;
  private static final int VERSION = 2;
  private static final BigInteger OLDEST_VERSION = BigInteger.TWO.pow(124);

  /** The number before every record: a shard's StartingSequenceNumber. */
  String first() {
    return at(0, Instant.ofEpochSecond(epochSecond));
  }

  /** The number after every record: a closed shard's EndingSequenceNumber. */
  String last(Instant closedAt) {
    return at(Long.MAX_VALUE, closedAt);
  }

  String at(long ordinal, Instant arrivedAt) {
    long second = arrivedAt.getEpochSecond();
    ByteBuffer digits = ByteBuffer.allocate(BYTES);
    digits.putShort((short) ((VERSION << 8) | (epochSecond >>> 28)));
    digits.putInt((int) ((epochSecond << 4) | (shardIndex & 0xF)));
    digits.putLong(ordinal);
    digits.put((byte) 0).put((byte) (second >>> 28));
    digits.putLong((second << 36) | ((long) shardIndex << 4) | VERSION);
    return new BigInteger(1, digits.array()).toString();
  }

  /** Takes a number apart; nothing if AWS could not have issued it. */
  static Optional<Decoded> decode(String sequenceNumber) {
    BigInteger number = new BigInteger(sequenceNumber);
    if (number.compareTo(OLDEST_VERSION) < 0) {
      int shard = number.shortValue() & 0xFFFF;
      return Optional.of(new Decoded(number.add(OLDEST_VERSION), -1, 0, 0, shard));
    }
    byte[] bytes = number.toByteArray();
    if (bytes.length != BYTES || bytes[0] != VERSION || (bytes[BYTES - 1] & 0xF) != VERSION) {
      return Optional.empty();
    }
    ByteBuffer digits = ByteBuffer.wrap(bytes);
    long prefix = digits.getLong(0) >>> 16;
    long ordinal = digits.getLong(6);
    long arrival =
        new BigInteger(1, Arrays.copyOfRange(bytes, 15, BYTES)).shiftRight(36).longValue();
    int shard = (int) (digits.getLong(16) >>> 4);
    if (ordinal < 0 || shard < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Decoded(number, (prefix >>> 4) & 0xF_FFFF_FFFFL, ordinal, arrival, shard));
  }

  /**
   * What a number says about its record.
   *
   * @param number as it compares; numbers of AWS's oldest form are lifted, as its messages show
   *     (KIN-2)
   * @param epochSecond when the shard was created; negative in the oldest form
   * @param ordinal the record's place in the shard
   * @param arrivalSecond when the record arrived
   * @param shardIndex the shard's number in the stream
   */
  record Decoded(
      BigInteger number, long epochSecond, long ordinal, long arrivalSecond, int shardIndex) {}
}
