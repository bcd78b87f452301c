package io.weir.local.kinesis;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A shard's part of the 128-bit hash key space, both ends included (KIN-4).
 *
 * @param start the lowest hash key
 * @param end the highest hash key
 */
record HashRange(BigInteger start, BigInteger end) {

  private static final BigInteger SIZE = BigInteger.TWO.pow(128);

  /** Returns the hash key of a partition key: its MD5 as an unsigned number (KIN-4). */
  static BigInteger hashKey(String partitionKey) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(partitionKey.getBytes(StandardCharsets.UTF_8));
      return new BigInteger(1, digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has MD5", e);
    }
  }

  static boolean covers(BigInteger hashKey) {
    return hashKey.signum() >= 0 && hashKey.compareTo(SIZE) < 0;
  }

  /** Divides the key space as AWS does: equal parts rounded down, the last takes the rest. */
  static List<HashRange> evenly(int parts) {
    BigInteger width = SIZE.divide(BigInteger.valueOf(parts));
    return IntStream.range(0, parts)
        .mapToObj(
            i ->
                new HashRange(
                    width.multiply(BigInteger.valueOf(i)),
                    (i == parts - 1 ? SIZE : width.multiply(BigInteger.valueOf(i + 1L)))
                        .subtract(BigInteger.ONE)))
        .toList();
  }

  /** Says whether this range can be cut before a key: neither half may be as small as one key. */
  boolean divisibleAt(BigInteger key) {
    return key.compareTo(start.add(BigInteger.ONE)) > 0 && key.compareTo(end) < 0;
  }

  HashRange below(BigInteger key) {
    return new HashRange(start, key.subtract(BigInteger.ONE));
  }

  HashRange from(BigInteger key) {
    return new HashRange(key, end);
  }

  boolean endsWhere(HashRange right) {
    return end.add(BigInteger.ONE).equals(right.start);
  }

  HashRange through(HashRange right) {
    return new HashRange(start, right.end);
  }
}
