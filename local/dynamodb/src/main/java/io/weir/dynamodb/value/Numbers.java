package io.weir.dynamodb.value;

import io.weir.dynamodb.error.DynamoDbException;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** DynamoDB's numbers: 38 significant digits, magnitudes from 1E-130 to just below 1E+126. */
public final class Numbers {

  private static final int DIGITS = 38;
  private static final int HIGHEST_EXPONENT = 125;
  private static final int LOWEST_EXPONENT = -130;
  private static final Pattern FORM =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,9})?");

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
    return checked(new BigDecimal(text));
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
