package io.weir.replayer.plan.repair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.io.Serial;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.internal.misc.JsonNodeComparator;
import net.thisptr.jackson.jq.internal.operators.BinaryOperator;

/**
 * An operator that computes numbers exactly, in place of the library's, which computes them as
 * {@code long} or {@code double}; anything but numbers is left to that.
 */
record Arithmetic(BinaryOperator other) implements BinaryOperator {

  private static final Comparison ORDER = new Comparison();

  @Override
  public JsonNode apply(ObjectMapper mapper, JsonNode left, JsonNode right)
      throws JsonQueryException {
    Optional<BooleanNode> compared = compared(left, right);
    if (compared.isPresent()) {
      return compared.get();
    }
    return Digits.has(left) && Digits.has(right) && "+-*/%".contains(image())
        ? Digits.of(number(Digits.value(left), Digits.value(right)))
        : other.apply(mapper, left, right);
  }

  private Optional<BooleanNode> compared(JsonNode left, JsonNode right) {
    return switch (image()) {
      case "==" -> truth(ORDER.compare(left, right) == 0);
      case "!=" -> truth(ORDER.compare(left, right) != 0);
      case "<" -> truth(ORDER.compare(left, right) < 0);
      case "<=" -> truth(ORDER.compare(left, right) <= 0);
      case ">" -> truth(ORDER.compare(left, right) > 0);
      case ">=" -> truth(ORDER.compare(left, right) >= 0);
      default -> Optional.empty();
    };
  }

  private static Optional<BooleanNode> truth(boolean value) {
    return Optional.of(BooleanNode.valueOf(value));
  }

  private BigDecimal number(BigDecimal left, BigDecimal right) throws JsonQueryException {
    return switch (image()) {
      case "+" -> left.add(right);
      case "-" -> left.subtract(right);
      case "*" -> left.multiply(right);
      case "/" -> quotient(left, right);
      default -> remainder(left.toBigInteger(), right.toBigInteger());
    };
  }

  private static BigDecimal quotient(BigDecimal left, BigDecimal right) throws JsonQueryException {
    if (right.signum() == 0) {
      throw new JsonQueryException("the divisor is zero");
    }
    try {
      return left.divide(right);
    } catch (ArithmeticException e) {
      throw new InexactException("the filter divides, and the quotient has no last digit");
    }
  }

  private static BigDecimal remainder(BigInteger left, BigInteger right) throws JsonQueryException {
    if (right.signum() == 0) {
      throw new JsonQueryException("the divisor is zero");
    }
    return new BigDecimal(left.remainder(right));
  }

  @Override
  public String image() {
    return other.image();
  }

  /** jq's order, with numbers by all their digits. */
  private static final class Comparison extends JsonNodeComparator {

    @Serial private static final long serialVersionUID = 1;

    @Override
    protected int compareNumberNode(JsonNode left, JsonNode right) {
      return Digits.has(left) && Digits.has(right)
          ? Digits.value(left).compareTo(Digits.value(right))
          : super.compareNumberNode(left, right);
    }
  }
}
