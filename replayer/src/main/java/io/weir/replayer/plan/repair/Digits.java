package io.weir.replayer.plan.repair;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import java.io.IOException;
import java.io.Serial;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number with its own digits. Whatever library function would round it is stopped: to ask it for
 * a {@code double} or a {@code long} that says something else is refused.
 */
final class Digits extends NumericNode {

  @Serial private static final long serialVersionUID = 1;

  private static final Pattern SMALL = Pattern.compile("0|-?[1-9][0-9]{0,8}");

  /** Beyond that, one operation could fill the memory. */
  private static final int MOST_PLACES = 10_000;

  /** Up to here a number is written without an exponent. */
  private static final int PLAIN = 64;

  private final String text;

  private Digits(String text) {
    this.text = text;
  }

  /** Returns the number that a JSON text says. */
  static JsonNode of(String text) {
    return SMALL.matcher(text).matches()
        ? IntNode.valueOf(Integer.parseInt(text))
        : new Digits(text);
  }

  /** Returns the number that was computed. */
  static JsonNode of(BigDecimal value) {
    BigDecimal least = value.stripTrailingZeros();
    boolean plain = Math.abs(least.scale()) <= PLAIN;
    return of(plain ? least.toPlainString() : least.toString());
  }

  /** Tells whether a node is a number that has digits: infinity has none. */
  static boolean has(JsonNode node) {
    return node.isNumber() && (node instanceof Digits || Double.isFinite(node.doubleValue()));
  }

  /** Returns a number's value, to compute with. */
  static BigDecimal value(JsonNode number) {
    BigDecimal value =
        number.isFloatingPointNumber() && !(number instanceof Digits)
            ? BigDecimal.valueOf(number.doubleValue())
            : new BigDecimal(number.asText());
    if (Math.abs((long) value.scale()) > MOST_PLACES || value.precision() > MOST_PLACES) {
      throw new InexactException("the filter computes with a number that is too large for it");
    }
    return value;
  }

  private static InexactException rounded() {
    return new InexactException(
        "the filter gives a number to a function that would round it, and nothing may be rounded");
  }

  @Override
  public double doubleValue() {
    BigDecimal value = value(this);
    double rounded = value.doubleValue();
    if (!Double.isFinite(rounded) || BigDecimal.valueOf(rounded).compareTo(value) != 0) {
      throw rounded();
    }
    return rounded;
  }

  @Override
  public long longValue() {
    try {
      return value(this).longValueExact();
    } catch (ArithmeticException e) {
      throw rounded();
    }
  }

  @Override
  public int intValue() {
    try {
      return value(this).intValueExact();
    } catch (ArithmeticException e) {
      throw rounded();
    }
  }

  @Override
  public boolean canConvertToInt() {
    BigDecimal value = value(this);
    return value.compareTo(BigDecimal.valueOf(value.intValue())) == 0;
  }

  @Override
  public boolean canConvertToLong() {
    BigDecimal value = value(this);
    return value.compareTo(BigDecimal.valueOf(value.longValue())) == 0;
  }

  @Override
  public boolean isIntegralNumber() {
    return text.matches("-?[0-9]+");
  }

  @Override
  public boolean isFloatingPointNumber() {
    return !isIntegralNumber();
  }

  @Override
  public JsonToken asToken() {
    return isIntegralNumber() ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_NUMBER_FLOAT;
  }

  @Override
  public JsonParser.NumberType numberType() {
    return isIntegralNumber()
        ? JsonParser.NumberType.BIG_INTEGER
        : JsonParser.NumberType.BIG_DECIMAL;
  }

  @Override
  public Number numberValue() {
    return value(this);
  }

  @Override
  public BigDecimal decimalValue() {
    return value(this);
  }

  @Override
  public BigInteger bigIntegerValue() {
    return value(this).toBigInteger();
  }

  @Override
  public String asText() {
    return text;
  }

  @Override
  public void serialize(JsonGenerator to, SerializerProvider ignored) throws IOException {
    to.writeNumber(text);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Digits that && value(this).compareTo(value(that)) == 0;
  }

  @Override
  public int hashCode() {
    return value(this).stripTrailingZeros().hashCode();
  }
}
