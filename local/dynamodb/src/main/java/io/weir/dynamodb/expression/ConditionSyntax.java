package io.weir.dynamodb.expression;

import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.value.Order;
import io.weir.dynamodb.value.Value;
import io.weir.dynamodb.value.ValueJson;
import java.util.List;
import java.util.OptionalInt;

/** A condition as it is written. */
interface ConditionSyntax {

  /** Returns the condition for a request. */
  Condition bind(Binding binding);

  /** Adds what this says as a key condition. */
  default void keyClauses(Binding binding, List<KeyClause> clauses) {
    throw DynamoDbException.validation(
        "Invalid operator used in KeyConditionExpression: " + name());
  }

  /** Returns how errors name the operator. */
  String name();

  /** Both of two conditions. */
  record And(ConditionSyntax left, ConditionSyntax right) implements ConditionSyntax {
    @Override
    public Condition bind(Binding binding) {
      Condition first = left.bind(binding);
      Condition second = right.bind(binding);
      return item -> first.holds(item) && second.holds(item);
    }

    @Override
    public void keyClauses(Binding binding, List<KeyClause> clauses) {
      left.keyClauses(binding, clauses);
      right.keyClauses(binding, clauses);
    }

    @Override
    public String name() {
      return "AND";
    }
  }

  /** At least one of two conditions. */
  record Or(ConditionSyntax left, ConditionSyntax right) implements ConditionSyntax {
    @Override
    public Condition bind(Binding binding) {
      Condition first = left.bind(binding);
      Condition second = right.bind(binding);
      return item -> first.holds(item) || second.holds(item);
    }

    @Override
    public String name() {
      return "OR";
    }
  }

  /** The opposite of a condition. */
  record Not(ConditionSyntax of) implements ConditionSyntax {
    @Override
    public Condition bind(Binding binding) {
      Condition condition = of.bind(binding);
      return item -> !condition.holds(item);
    }

    @Override
    public String name() {
      return "NOT";
    }
  }

  /** Two operands compared. */
  record Comparison(OperandSyntax left, Comparator comparator, OperandSyntax right)
      implements ConditionSyntax {
    @Override
    public Condition bind(Binding binding) {
      Operand first = left.bind(binding);
      Operand second = right.bind(binding);
      if (first instanceof Operand.At a && second instanceof Operand.At b && a.equals(b)) {
        throw binding.invalid(
            "The first operand must be distinct from the remaining operands for this operator or"
                + " function; operator: "
                + name()
                + ", first operand: "
                + a.path());
      }
      if (comparator.needsOrder()) {
        requireOrder(binding, first);
        requireOrder(binding, second);
      }
      return item -> comparator.holds(first.value(item), second.value(item));
    }

    private void requireOrder(Binding binding, Operand operand) {
      if (operand instanceof Operand.Literal literal && !Order.ordered(literal.value())) {
        throw binding.wrongType(name(), literal.value());
      }
    }

    @Override
    public void keyClauses(Binding binding, List<KeyClause> clauses) {
      if (comparator == Comparator.NOT_EQUAL) {
        ConditionSyntax.super.keyClauses(binding, clauses);
      }
      Condition checked = bind(binding);
      assert checked != null;
      boolean straight = left instanceof OperandSyntax.PathSyntax;
      Comparator operator = straight ? comparator : comparator.mirrored();
      Keys keys = new Keys(binding, name());
      clauses.add(
          new KeyClause(
              keys.attribute(straight ? left : right),
              KeyClause.Test.valueOf(operator.name()),
              List.of(keys.literal(straight ? right : left))));
    }

    @Override
    public String name() {
      return comparator.symbol();
    }
  }

  /** An operand between two others, both included. */
  record Between(OperandSyntax of, OperandSyntax low, OperandSyntax high)
      implements ConditionSyntax {
    @Override
    public Condition bind(Binding binding) {
      Operand value = of.bind(binding);
      Operand lower = low.bind(binding);
      Operand upper = high.bind(binding);
      if (lower instanceof Operand.Literal a && upper instanceof Operand.Literal b) {
        requireBounds(binding, a.value(), b.value());
      }
      return item ->
          Comparator.GREATER_OR_EQUAL.holds(value.value(item), lower.value(item))
              && Comparator.LESS_OR_EQUAL.holds(value.value(item), upper.value(item));
    }

    private static void requireBounds(Binding binding, Value low, Value high) {
      for (Value bound : List.of(low, high)) {
        if (!Order.ordered(bound)) {
          throw binding.wrongType("BETWEEN", bound);
        }
      }
      OptionalInt order = Order.compare(low, high);
      if (order.isPresent() && order.getAsInt() <= 0) {
        return;
      }
      throw binding.invalid(
          (order.isEmpty()
                  ? "The BETWEEN operator requires same data type for lower and upper bounds;"
                  : "The BETWEEN operator requires upper bound to be greater than or equal to lower"
                      + " bound;")
              + " lower bound operand: "
              + text(low)
              + ", upper bound operand: "
              + text(high));
    }

    private static String text(Value value) {
      return "AttributeValue: " + ValueJson.write(value).toString().replace("\"", "");
    }

    @Override
    public void keyClauses(Binding binding, List<KeyClause> clauses) {
      Condition checked = bind(binding);
      assert checked != null;
      Keys keys = new Keys(binding, name());
      clauses.add(
          new KeyClause(
              keys.attribute(of),
              KeyClause.Test.BETWEEN,
              List.of(keys.literal(low), keys.literal(high))));
    }

    @Override
    public String name() {
      return "BETWEEN";
    }
  }

  /** An operand that equals one of others. */
  record In(OperandSyntax of, List<OperandSyntax> among) implements ConditionSyntax {
    @Override
    public Condition bind(Binding binding) {
      Operand value = of.bind(binding);
      List<Operand> others = among.stream().map(it -> it.bind(binding)).toList();
      return item -> {
        Value mine = value.value(item);
        for (Operand other : others) {
          if (Comparator.EQUAL.holds(mine, other.value(item))) {
            return true;
          }
        }
        return false;
      };
    }

    @Override
    public String name() {
      return "IN";
    }
  }

  /** What a key condition may be made of. */
  record Keys(Binding binding, String operator) {

    String attribute(OperandSyntax operand) {
      if (!(operand instanceof OperandSyntax.PathSyntax syntax)) {
        throw binding.invalid(
            "Invalid operand in " + binding.kind() + " for operator: " + operator);
      }
      Path path = syntax.path(binding);
      if (!path.isAttribute()) {
        throw binding.invalid(
            "KeyConditionExpressions cannot have conditions on nested attributes");
      }
      return path.attribute();
    }

    Value literal(OperandSyntax operand) {
      if (operand instanceof OperandSyntax.ValueSyntax value) {
        return binding.value(value.reference());
      }
      throw binding.invalid(
          "KeyConditionExpressions must only compare key attributes with values; operator: "
              + operator);
    }
  }
}
