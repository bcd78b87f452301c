package io.weir.dynamodb.value;

import io.weir.dynamodb.error.DynamoDbException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DynamoDB's numbers: 38 significant digits, magnitudes from 1E-130 to just below 1E+126. */
public final class Numbers {

  private static final int DIGITS = 38;
  private static final int HIGHEST_EXPONENT = 125;
  private static final int LOWEST_EXPONENT = -130;
  private static final int SHORT = 200;
  // Possessive: a long text that is no number after all would be tried again from each digit.
  private static final Pattern FORM =
      Pattern.compile("[+-]?(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:[eE][+-]?\\d{1,9})?");
  private static final Pattern LONG_FORM =
      Pattern.compile("([+-]?)(\\d*+)\\.?(\\d*+)(?:[eE]([+-]?\\d+))?");

  private Numbers() {}

  /**
   * Returns the number that a text says.
   *
   * @throws DynamoDbException when it is none, or out of range
   */
  public static BigDecimal parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw DynamoDbException.validation(
          text.isBlank()
              ? "The parameter cannot be converted to a numeric value"
              : "The parameter cannot be converted to a numeric value: " + text);
    }
    return text.length() <= SHORT ? checked(new BigDecimal(text)) : parseLong(text);
  }

  /** Cuts zeros off as text: arithmetic on a million digits takes the square of their number. */
  private static BigDecimal parseLong(String text) {
    Matcher parts = LONG_FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalStateException("no number, although it has a number's form");
    }
    String digits = part(parts, 2) + part(parts, 3);
    int from = 0;
    int to = digits.length();
    while (from < to && digits.charAt(from) == '0') {
      from++;
    }
    while (to > from && digits.charAt(to - 1) == '0') {
      to--;
    }
    if (from == to) {
      return BigDecimal.ZERO;
    }
    String exponent = part(parts, 4);
    int scale = part(parts, 3).length() - (digits.length() - to);
    scale -= exponent.isEmpty() ? 0 : Integer.parseInt(exponent);
    String rest = digits.substring(from, to);
    if (rest.length() > DIGITS) {
      // One digit too many is refused as a million are, and the magnitude stays as it is.
      scale -= rest.length() - (DIGITS + 1);
      rest = rest.substring(0, DIGITS) + '1';
    }
    return checked(new BigDecimal(new BigInteger(part(parts, 1) + rest), scale));
  }

  private static String part(Matcher parts, int group) {
    String part = parts.group(group);
    return part == null ? "" : part;
  }

  /**
   * Returns a number without trailing zeros, as it is kept.
   *
   * @throws DynamoDbException when it is out of range
   */
  public static BigDecimal checked(BigDecimal number) {
    if (number.signum() == 0) {
      return BigDecimal.ZERO;
    }
    long exponent = (long) number.precision() - number.scale() - 1;
    if (exponent > HIGHEST_EXPONENT) {
      throw DynamoDbException.validation(
          "Number overflow. Attempting to store a number with magnitude larger than supported"
              + " range");
    }
    if (exponent < LOWEST_EXPONENT) {
      throw DynamoDbException.validation(
          "Number underflow. Attempting to store a number with magnitude smaller than supported"
              + " range");
    }
    BigDecimal stripped = number.stripTrailingZeros();
    if (stripped.precision() > DIGITS) {
      throw DynamoDbException.validation(
          "Attempting to store more than 38 significant digits in a Number");
    }
    return stripped;
  }

  /** Returns the text that a number is answered with: never with an exponent. */
  public static String text(BigDecimal number) {
    return number.toPlainString();
  }

  /** Returns the bytes that a number counts for in an item's size. */
  public static int size(BigDecimal number) {
    if (number.signum() == 0) {
      return 1;
    }
    return 1 + (number.precision() + 1) / 2 + (number.signum() < 0 ? 1 : 0);
  }
}
