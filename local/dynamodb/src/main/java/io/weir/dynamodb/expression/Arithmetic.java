package io.weir.dynamodb.expression;

import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.value.Numbers;
import io.weir.dynamodb.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What updates compute from values. */
public final class Arithmetic {

  private Arithmetic() {}

  /** Returns the sum of two numbers. */
  public static Value plus(Value left, Value right) {
    return new Value.N(Numbers.checked(number(left).add(number(right))));
  }

  /** Returns the difference of two numbers. */
  public static Value minus(Value left, Value right) {
    return new Value.N(Numbers.checked(number(left).subtract(number(right))));
  }

  private static BigDecimal number(Value value) {
    if (value instanceof Value.N n) {
      return n.number();
    }
    throw wrongType();
  }

  /** Returns the elements of two lists in one. */
  public static Value append(Value left, Value right) {
    if (left instanceof Value.L first && right instanceof Value.L second) {
      List<Value> all = new ArrayList<>(first.elements());
      all.addAll(second.elements());
      return new Value.L(Collections.unmodifiableList(all));
    }
    throw wrongType();
  }

  /** Returns what ADD makes of a value: a sum, or a set with more elements. */
  public static Value added(@Nullable Value old, Value more) {
    if (old == null) {
      return more;
    }
    if (old instanceof Value.N && more instanceof Value.N) {
      return plus(old, more);
    }
    if (old instanceof Value.SS a && more instanceof Value.SS b) {
      return new Value.SS(union(a.texts(), b.texts()));
    }
    if (old instanceof Value.NS a && more instanceof Value.NS b) {
      return new Value.NS(union(a.numbers(), b.numbers()));
    }
    if (old instanceof Value.BS a && more instanceof Value.BS b) {
      return new Value.BS(union(a.binaries(), b.binaries()));
    }
    throw wrongType();
  }

  /** Returns what DELETE leaves of a set, or null when it leaves nothing. */
  public static @Nullable Value without(Value old, Value less) {
    if (old instanceof Value.SS a && less instanceof Value.SS b) {
      Set<String> rest = difference(a.texts(), b.texts());
      return rest.isEmpty() ? null : new Value.SS(rest);
    }
    if (old instanceof Value.NS a && less instanceof Value.NS b) {
      Set<BigDecimal> rest = difference(a.numbers(), b.numbers());
      return rest.isEmpty() ? null : new Value.NS(rest);
    }
    if (old instanceof Value.BS a && less instanceof Value.BS b) {
      Set<Value.B> rest = difference(a.binaries(), b.binaries());
      return rest.isEmpty() ? null : new Value.BS(rest);
    }
    throw wrongType();
  }

  private static <T> Set<T> union(Set<T> left, Set<T> right) {
    Set<T> all = new LinkedHashSet<>(left);
    all.addAll(right);
    return Collections.unmodifiableSet(all);
  }

  private static <T> Set<T> difference(Set<T> left, Set<T> right) {
    Set<T> rest = new LinkedHashSet<>(left);
    rest.removeAll(right);
    return Collections.unmodifiableSet(rest);
  }

  private static DynamoDbException wrongType() {
    return DynamoDbException.validation(
        "An operand in the update expression has an incorrect data type");
  }
}
