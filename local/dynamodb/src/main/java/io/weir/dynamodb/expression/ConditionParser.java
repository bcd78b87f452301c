package io.weir.dynamodb.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads conditions: OR binds least, then AND, NOT, and what compares. */
final class ConditionParser {

  private static final int MAX_OPERANDS = 100;
  private static final int MAX_DEPTH = 150;

  private final Tokens tokens;
  private int depth;

  private ConditionParser(Tokens tokens) {
    this.tokens = tokens;
  }

  static ConditionSyntax parse(Tokens tokens) {
    ConditionSyntax condition = new ConditionParser(tokens).either();
    tokens.expectEnd();
    return condition;
  }

  private ConditionSyntax either() {
    ConditionSyntax left = both();
    while (tokens.skip("OR")) {
      tokens.operator();
      left = new ConditionSyntax.Or(left, both());
    }
    return left;
  }

  private ConditionSyntax both() {
    ConditionSyntax left = opposite();
    while (tokens.skip("AND")) {
      tokens.operator();
      left = new ConditionSyntax.And(left, opposite());
    }
    return left;
  }

  private ConditionSyntax opposite() {
    if (tokens.skip("NOT")) {
      tokens.operator();
      return deeper(() -> new ConditionSyntax.Not(opposite()));
    }
    if (tokens.at("(")) {
      return deeper(this::inParentheses);
    }
    return comparison();
  }

  private ConditionSyntax deeper(Supplier<ConditionSyntax> reader) {
    depth++;
    if (depth > MAX_DEPTH) {
      throw tokens.invalid("The expression is nested too deeply; maximum depth: " + MAX_DEPTH);
    }
    ConditionSyntax condition = reader.get();
    depth--;
    return condition;
  }

  private ConditionSyntax inParentheses() {
    tokens.expect("(");
    boolean doubled = tokens.at("(");
    ConditionSyntax inner = either();
    boolean redundant = doubled && inner instanceof Parenthesized;
    tokens.expect(")");
    if (redundant) {
      throw tokens.invalid("The expression has redundant parentheses;");
    }
    return new Parenthesized(inner);
  }

  private ConditionSyntax comparison() {
    if (tokens.atName()
        && tokens.peek().charAt(0) != '#'
        && tokens.peekSecond().equals("(")
        && !tokens.at("size")) {
      return CallSyntax.parse(tokens);
    }
    OperandSyntax left = OperandSyntax.parse(tokens);
    Comparator comparator = Comparator.of(tokens.peek());
    if (comparator != null) {
      tokens.next();
      tokens.operator();
      return new ConditionSyntax.Comparison(left, comparator, OperandSyntax.parse(tokens));
    }
    tokens.operator();
    if (tokens.skip("BETWEEN")) {
      OperandSyntax low = OperandSyntax.parse(tokens);
      tokens.expect("AND");
      return new ConditionSyntax.Between(left, low, OperandSyntax.parse(tokens));
    }
    tokens.expect("IN");
    return among(left);
  }

  private ConditionSyntax among(OperandSyntax left) {
    List<OperandSyntax> others = new ArrayList<>(OperandSyntax.arguments(tokens));
    if (others.size() > MAX_OPERANDS) {
      throw tokens.invalid(
          "The IN operator is provided with too many operands; number of operands: "
              + others.size());
    }
    return new ConditionSyntax.In(left, List.copyOf(others));
  }

  /** A condition that stood in parentheses, which may not stand in a second pair. */
  private record Parenthesized(ConditionSyntax inner) implements ConditionSyntax {
    @Override
    public Condition bind(Binding binding) {
      return inner.bind(binding);
    }

    @Override
    public void keyClauses(Binding binding, List<KeyClause> clauses) {
      inner.keyClauses(binding, clauses);
    }

    @Override
    public String name() {
      return inner.name();
    }
  }
}
