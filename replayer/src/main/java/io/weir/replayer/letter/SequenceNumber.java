package io.weir.replayer.letter;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A record's place in its shard: a decimal number of up to 129 digits (KIN-1). Compared as a
 * number, because as text "9" stands behind "10".
 *
 * @param value the number, not negative
 */
public record SequenceNumber(BigInteger value) implements Comparable<SequenceNumber> {

  private static final Pattern DIGITS = Pattern.compile("0|[1-9]\\d{0,128}");

  /**
   * Reads a sequence number.
   *
   * @throws IllegalArgumentException if the text is none
   */
  public static SequenceNumber of(String text) {
    return parse(text)
        .orElseThrow(
            () -> new IllegalArgumentException("no sequence number: " + text.length() + " chars"));
  }

  /** Reads a sequence number; empty if the text is none. */
  public static Optional<SequenceNumber> parse(String text) {
    return DIGITS.matcher(text).matches()
        ? Optional.of(new SequenceNumber(new BigInteger(text)))
        : Optional.empty();
  }

  @Override
  public int compareTo(SequenceNumber other) {
    return value.compareTo(other.value);
  }

  /** Returns the digits, as Kinesis writes them. */
  @Override
  public String toString() {
    return value.toString();
  }
}
