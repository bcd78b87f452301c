package io.weir.dynamodb.expression;

import io.weir.dynamodb.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A condition that is a function's call. */
record CallSyntax(String name, List<OperandSyntax> operands) implements ConditionSyntax {

  private static final Map<String, Integer> OPERANDS =
      Map.of(
          "attribute_exists", 1,
          "attribute_not_exists", 1,
          "attribute_type", 2,
          "begins_with", 2,
          "contains", 2);
  private static final Set<String> TYPES =
      Set.of("S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS");

  static CallSyntax parse(Tokens tokens) {
    tokens.operator();
    String name = tokens.next();
    Integer count = OPERANDS.get(name);
    if (count == null) {
      throw tokens.invalid(
          Set.of("if_not_exists", "list_append").contains(name)
              ? "The function is not allowed in a condition expression; function: " + name
              : "Invalid function name; function: " + name);
    }
    List<OperandSyntax> operands = OperandSyntax.arguments(tokens);
    if (operands.size() != count) {
      throw OperandSyntax.wrongCount(tokens, name, operands.size());
    }
    if (!name.equals("begins_with")
        && !(operands.get(0) instanceof OperandSyntax.PathSyntax)
        && !name.equals("contains")) {
      throw tokens.invalid(
          "Operator or function requires a document path; operator or function: " + name);
    }
    return new CallSyntax(name, operands);
  }

  @Override
  public Condition bind(Binding binding) {
    Operand first = operands.get(0).bind(binding);
    return switch (name) {
      case "attribute_exists" -> item -> first.value(item) != null;
      case "attribute_not_exists" -> item -> first.value(item) == null;
      case "attribute_type" -> hasType(binding, first);
      case "begins_with" -> beginsWith(binding, first);
      default -> contains(binding, first);
    };
  }

  private Condition hasType(Binding binding, Operand first) {
    Operand second = operands.get(1).bind(binding);
    if (second instanceof Operand.Literal literal) {
      if (!(literal.value() instanceof Value.S type)) {
        throw binding.wrongType(name, literal.value());
      }
      if (!TYPES.contains(type.text())) {
        throw binding.invalid(
            "Invalid attribute type name found; type: "
                + type.text()
                + ", valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
      }
    }
    return item -> {
      Value value = first.value(item);
      return value != null
          && second.value(item) instanceof Value.S type
          && value.type().equals(type.text());
    };
  }

  private Condition beginsWith(Binding binding, Operand first) {
    Operand second = operands.get(1).bind(binding);
    for (Operand operand : List.of(first, second)) {
      if (operand instanceof Operand.Literal literal
          && !(literal.value() instanceof Value.S)
          && !(literal.value() instanceof Value.B)) {
        throw binding.wrongType(name, literal.value());
      }
    }
    return item -> {
      Value whole = first.value(item);
      Value start = second.value(item);
      return whole != null && start != null && Functions.beginsWith(whole, start);
    };
  }

  private Condition contains(Binding binding, Operand first) {
    Operand second = operands.get(1).bind(binding);
    if (first instanceof Operand.At a && second instanceof Operand.At b && a.equals(b)) {
      throw binding.invalid(
          "The first operand must be distinct from the remaining operands for this operator or"
              + " function; operator: contains, first operand: "
              + a.path());
    }
    return item -> {
      Value whole = first.value(item);
      Value part = second.value(item);
      return whole != null && part != null && Functions.contains(whole, part);
    };
  }

  @Override
  public void keyClauses(Binding binding, List<KeyClause> clauses) {
    if (!name.equals("begins_with")) {
      throw binding.invalid("The function is not allowed in a key condition; function: " + name);
    }
    Condition checked = bind(binding);
    assert checked != null;
    ConditionSyntax.Keys keys = new ConditionSyntax.Keys(binding, name);
    clauses.add(
        new KeyClause(
            keys.attribute(operands.get(0)),
            KeyClause.Test.BEGINS_WITH,
            List.of(keys.literal(operands.get(1)))));
  }
}
