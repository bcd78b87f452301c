package io.weir.chaos.simulate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What is drawn for one payload that a producer damages.
 *
 * @param kind of the damage; the payload names it, so that a filter can tell
 * @param number of the payload: no other has it
 * @param id the identity that the payload names, if it names one
 */
record Draw(SplittableRandom random, String kind, int number, Optional<String> id) {

  private static final String LETTERS = "abcxyz -_/~%é☃😀";
  private static final int LETTERS_COUNT = LETTERS.codePointCount(0, LETTERS.length());

  /** Returns the members that every payload has, its identity among them if it names one. */
  String head() {
    return "\"kind\":\"%s\",%s\"n\":%d"
        .formatted(kind, id.map("\"eventId\":\"%s\","::formatted).orElse(""), number);
  }

  /** Returns the same without an identity. */
  String nameless() {
    return "\"kind\":\"%s\",\"n\":%d".formatted(kind, number);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean coin() {
    return random.nextBoolean();
  }

  /** Returns a whole number with this many digits, as its text. */
  String digits(int count) {
    StringBuilder digits = new StringBuilder().append((char) ('1' + below(9)));
    while (digits.length() < count) {
      digits.append((char) ('0' + below(10)));
    }
    return digits.toString();
  }

  /** Returns a whole number of 19 to 30 digits: a {@code double} cannot hold it. */
  BigInteger large() {
    return new BigInteger(digits(19 + below(12)));
  }

  /** Returns a decimal as a person writes it: with trailing zeros, negative, short or long. */
  BigDecimal decimal() {
    BigDecimal value = new BigDecimal(new BigInteger(digits(1 + below(16))), below(5));
    return coin() ? value : value.negate();
  }

  /** Returns a text without anything that JSON escapes. */
  String word() {
    StringBuilder word = new StringBuilder();
    int length = 1 + below(8);
    for (int i = 0; i < length; i++) {
      word.appendCodePoint(
          LETTERS.codePointAt(LETTERS.offsetByCodePoints(0, below(LETTERS_COUNT))));
    }
    return word.toString();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Writes a computed number as jq's documents have it: no zeros behind it. */
  static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
