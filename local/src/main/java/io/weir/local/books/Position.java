package io.weir.local.books;

import java.math.BigInteger;
import java.util.Comparator;

/**
 * Where a record stands in the stream.
 *
 * @param shardId of the shard
 * @param number the sequence number, to be compared as a number
 */
public record Position(String shardId, BigInteger number) implements Comparable<Position> {

  private static final Comparator<Position> ORDER =
      Comparator.comparing(Position::shardId).thenComparing(Position::number);

  /** Returns a position with the sequence number that a service has written. */
  public static Position of(String shardId, String sequenceNumber) {
    return new Position(shardId, new BigInteger(sequenceNumber));
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return shardId + "/" + number;
  }
}
