package io.weir.event;

import java.util.Optional;

/**
 * A number as DynamoDB keeps it: at most 38 significant digits and the power of ten of the first
 * one (DDB-21).
 *
 * <p>It is judged on its text alone. {@code BigDecimal} would do arithmetic on numbers that a
 * producer chose: thirteen bytes can ask it for megabytes of digits, or make it throw.
 *
 * @param negative whether it is below zero
 * @param digits the significant digits without zeros at either end; none for zero
 * @param exponent the power of ten of the first digit, 0 for zero
 */
record DecimalNumber(boolean negative, String digits, int exponent) {
  static final int MAX_DIGITS = 38;
  static final int MIN_EXPONENT = -130;
  static final int MAX_EXPONENT = 125;

  private static final DecimalNumber ZERO = new DecimalNumber(false, "", 0);

  /** From here on the power of ten is written out with an E instead of zeros. */
  private static final int LEAST_PLAIN_EXPONENT = -7;

  /** Beyond what a payload's digits could make up for, and far from overflow. */
  private static final long BEYOND_ANY_EXPONENT = 1_000_000_000_000L;

  /** Reads a JSON number; empty if DynamoDB cannot keep it exactly. */
  static Optional<DecimalNumber> parse(String literal) {
    int exponentMark = indexOfExponentMark(literal);
    int mantissaEnd = exponentMark < 0 ? literal.length() : exponentMark;
    int first = 0;
    while (first < mantissaEnd && !isSignificant(literal.charAt(first))) {
      first++;
    }
    if (first == mantissaEnd) {
      return Optional.of(ZERO);
    }
    int last = mantissaEnd - 1;
    while (!isSignificant(literal.charAt(last))) {
      last--;
    }
    int point = literal.indexOf('.');
    int unit = point < 0 ? mantissaEnd : point;
    long exponent = first < unit ? unit - first - 1 : unit - first;
    if (exponentMark >= 0) {
      exponent += exponentOf(literal, exponentMark + 1);
    }
    boolean pointInside = first < point && point < last;
    int count = last - first + (pointInside ? 0 : 1);
    if (count > MAX_DIGITS || exponent < MIN_EXPONENT || exponent > MAX_EXPONENT) {
      return Optional.empty();
    }
    String digits = literal.substring(first, last + 1);
    return Optional.of(
        new DecimalNumber(
            literal.charAt(0) == '-',
            pointInside ? digits.replace(".", "") : digits,
            (int) exponent));
  }

  private static int indexOfExponentMark(String literal) {
    return Math.max(literal.indexOf('e'), literal.indexOf('E'));
  }

  private static boolean isSignificant(char c) {
    return c >= '1' && c <= '9';
  }

  private static long exponentOf(String literal, int start) {
    boolean negative = literal.charAt(start) == '-';
    long value = 0;
    for (int i = start; i < literal.length() && value < BEYOND_ANY_EXPONENT; i++) {
      char c = literal.charAt(i);
      if (c >= '0' && c <= '9') {
        value = value * 10 + (c - '0');
      }
    }
    return negative ? -value : value;
  }

  /** Returns the value exactly, in one canonical form that DynamoDB accepts. */
  String text() {
    int count = digits.length();
    if (count == 0) {
      return "0";
    }
    if (count == exponent + 1) {
      return negative ? "-" + digits : digits;
    }
    StringBuilder text = new StringBuilder(MAX_DIGITS + 10).append(negative ? "-" : "");
    if (exponent < LEAST_PLAIN_EXPONENT || exponent >= MAX_DIGITS) {
      text.append(digits.charAt(0));
      if (count > 1) {
        text.append('.').append(digits, 1, count);
      }
      text.append('E').append(exponent);
    } else if (exponent < 0) {
      text.append("0.").append("0".repeat(-exponent - 1)).append(digits);
    } else if (count < exponent + 1) {
      text.append(digits).append("0".repeat(exponent + 1 - count));
    } else {
      text.append(digits, 0, exponent + 1).append('.').append(digits, exponent + 1, count);
    }
    return text.toString();
  }

  /**
   * Returns the bytes that DynamoDB counts: one, one for each pair of digits between the first and
   * the last, where pairs start at the decimal point, and one for a minus (DDB-22).
   */
  int size() {
    if (digits.isEmpty()) {
      return 1;
    }
    int lastExponent = exponent - digits.length() + 1;
    int pairs = Math.floorDiv(exponent, 2) - Math.floorDiv(lastExponent, 2) + 1;
    return 1 + pairs + (negative ? 1 : 0);
  }
}
