package io.weir.dynamodb.partiql;

import io.weir.dynamodb.expression.Comparator;
import io.weir.dynamodb.expression.Condition;
import io.weir.dynamodb.expression.KeyClause;
import io.weir.dynamodb.expression.Path;
import io.weir.dynamodb.value.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A WHERE clause as it is written: bound, it is a condition, and what it says of key attributes.
 */
sealed interface Filter {

  /** Returns the condition, given the statement's parameters. */
  Condition bind(List<Value> parameters);

  /** Adds what each item must satisfy at an attribute, where the filter says so plainly. */
  default void clauses(List<Value> parameters, Clauses to) {}

  /** What a filter says of attributes: of each, one test at least that each item must satisfy. */
  record Clauses(List<KeyClause> tests, Map<String, List<Value>> choices) {}

  /** Both. */
  record And(Filter left, Filter right) implements Filter {
    @Override
    public Condition bind(List<Value> parameters) {
      Condition first = left.bind(parameters);
      Condition second = right.bind(parameters);
      return item -> first.holds(item) && second.holds(item);
    }

    @Override
    public void clauses(List<Value> parameters, Clauses to) {
      left.clauses(parameters, to);
      right.clauses(parameters, to);
    }
  }

  /** One of them at least. */
  record Or(Filter left, Filter right) implements Filter {
    @Override
    public Condition bind(List<Value> parameters) {
      Condition first = left.bind(parameters);
      Condition second = right.bind(parameters);
      return item -> first.holds(item) || second.holds(item);
    }

    /** Two tests for equality of one attribute are a choice. */
    @Override
    public void clauses(List<Value> parameters, Clauses to) {
      if (left instanceof Compared a
          && right instanceof Compared b
          && a.equalityAt() != null
          && a.equalityAt().equals(b.equalityAt())) {
        to.choices()
            .put(a.equalityAt(), List.of(a.right().value(parameters), b.right().value(parameters)));
      }
    }
  }

  /** The contrary. */
  record Not(Filter filter) implements Filter {
    @Override
    public Condition bind(List<Value> parameters) {
      Condition condition = filter.bind(parameters);
      return item -> !condition.holds(item);
    }
  }

  /** A value, or its size, compared with another. */
  record Compared(PathValue left, Comparator comparator, Term right) implements Filter {
    @Override
    public Condition bind(List<Value> parameters) {
      Value value = right.value(parameters);
      return item -> comparator.holds(left.of(item), value);
    }

    @Nullable String equalityAt() {
      return comparator == Comparator.EQUAL ? left.attribute() : null;
    }

    @Override
    public void clauses(List<Value> parameters, Clauses to) {
      String attribute = left.attribute();
      if (attribute != null && comparator != Comparator.NOT_EQUAL) {
        to.tests()
            .add(
                new KeyClause(
                    attribute,
                    KeyClause.Test.valueOf(comparator.name()),
                    List.of(right.value(parameters))));
      }
    }
  }

  /** A value between two others, which count. */
  record Between(PathValue operand, Term low, Term high) implements Filter {
    @Override
    public Condition bind(List<Value> parameters) {
      Value from = low.value(parameters);
      Value to = high.value(parameters);
      return item -> {
        Value value = operand.of(item);
        return value != null
            && Comparator.GREATER_OR_EQUAL.holds(value, from)
            && Comparator.LESS_OR_EQUAL.holds(value, to);
      };
    }

    @Override
    public void clauses(List<Value> parameters, Clauses to) {
      String attribute = operand.attribute();
      if (attribute != null) {
        to.tests()
            .add(
                new KeyClause(
                    attribute,
                    KeyClause.Test.BETWEEN,
                    List.of(low.value(parameters), high.value(parameters))));
      }
    }
  }

  /** One of several values. */
  record In(PathValue operand, List<Term> choices) implements Filter {
    @Override
    public Condition bind(List<Value> parameters) {
      List<Value> values = choices.stream().map(it -> it.value(parameters)).toList();
      return item -> {
        Value value = operand.of(item);
        return value != null && values.contains(value);
      };
    }

    @Override
    public void clauses(List<Value> parameters, Clauses to) {
      String attribute = operand.attribute();
      if (attribute != null) {
        to.choices().put(attribute, choices.stream().map(it -> it.value(parameters)).toList());
      }
    }
  }

  /** A function of a path and a value. */
  record Called(FilterFunction function, Path path, Term argument) implements Filter {
    @Override
    public Condition bind(List<Value> parameters) {
      Value value = argument.value(parameters);
      return item -> {
        Value at = path.in(item);
        return at != null && function.holds(at, value);
      };
    }

    @Override
    public void clauses(List<Value> parameters, Clauses to) {
      if (function == FilterFunction.BEGINS_WITH && path.isAttribute()) {
        to.tests()
            .add(
                new KeyClause(
                    path.attribute(),
                    KeyClause.Test.BEGINS_WITH,
                    List.of(argument.value(parameters))));
      }
    }
  }

  /** Whether a path leads to nothing. */
  record Missing(Path path) implements Filter {
    @Override
    public Condition bind(List<Value> parameters) {
      return item -> path.in(item) == null;
    }
  }

  /** Whether a path leads to the null value. */
  record IsNull(Path path) implements Filter {
    @Override
    public Condition bind(List<Value> parameters) {
      return item -> path.in(item) instanceof Value.Null;
    }
  }
}
