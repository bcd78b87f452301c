package io.weir.dynamodb.expression;

import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operand as it is written: a path, a value's reference, or the size of one. */
sealed interface OperandSyntax {

  /** Returns the operand for a request. */
  Operand bind(Binding binding);

  /** A path, with references where names are to be put in. */
  record PathSyntax(List<Object> parts) implements OperandSyntax {

    private static final int MAX_DEPTH = 32;

    static PathSyntax parse(Tokens tokens) {
      List<Object> parts = new ArrayList<>();
      parts.add(name(tokens));
      while (true) {
        if (tokens.skip(".")) {
          parts.add(name(tokens));
        } else if (tokens.skip("[")) {
          parts.add(index(tokens));
          tokens.expect("]");
        } else {
          break;
        }
      }
      if (parts.size() > MAX_DEPTH) {
        throw tokens.invalid(
            "The document path has too many nesting elements; nesting level: " + parts.size());
      }
      return new PathSyntax(List.copyOf(parts));
    }

    private static String name(Tokens tokens) {
      if (!tokens.atName()) {
        throw tokens.syntaxError();
      }
      String name = tokens.next();
      if (ReservedWords.contains(name)) {
        throw tokens.invalid("Attribute name is a reserved keyword; reserved keyword: " + name);
      }
      return name;
    }

    private static Integer index(Tokens tokens) {
      if (!Character.isDigit(tokens.peek().charAt(0))) {
        throw tokens.syntaxError();
      }
      try {
        return Integer.valueOf(tokens.next());
      } catch (NumberFormatException e) {
        throw tokens.invalid("List index is not within the allowable range");
      }
    }

    Path path(Binding binding) {
      List<Path.Step> steps = new ArrayList<>(parts.size());
      for (Object part : parts) {
        steps.add(
            part instanceof Integer index
                ? new Path.Element(index)
                : new Path.Field(binding.name((String) part)));
      }
      Path path = new Path(List.copyOf(steps));
      binding.attributes().add(path.attribute());
      return path;
    }

    @Override
    public Operand bind(Binding binding) {
      return new Operand.At(path(binding));
    }
  }

  /** A value's reference. */
  record ValueSyntax(String reference) implements OperandSyntax {
    @Override
    public Operand bind(Binding binding) {
      return new Operand.Literal(binding.value(reference));
    }
  }

  /** The size of what another operand says. */
  record SizeSyntax(OperandSyntax of) implements OperandSyntax {
    @Override
    public Operand bind(Binding binding) {
      Operand operand = of.bind(binding);
      if (operand instanceof Operand.Literal literal && sizeOf(literal.value()) == null) {
        throw binding.wrongType("size", literal.value());
      }
      return item -> {
        Value value = operand.value(item);
        return value == null ? null : sizeOf(value);
      };
    }

    private static @Nullable Value sizeOf(Value value) {
      int size = Functions.size(value);
      return size < 0 ? null : new Value.N(BigDecimal.valueOf(size).stripTrailingZeros());
    }
  }

  /** Reads an operand of a condition. */
  static OperandSyntax parse(Tokens tokens) {
    if (tokens.atValue()) {
      return new ValueSyntax(tokens.next());
    }
    if (tokens.at("size") && tokens.peekSecond().equals("(")) {
      tokens.operator();
      tokens.next();
      List<OperandSyntax> operands = arguments(tokens);
      if (operands.size() != 1) {
        throw wrongCount(tokens, "size", operands.size());
      }
      return new SizeSyntax(operands.get(0));
    }
    return PathSyntax.parse(tokens);
  }

  /** Reads operands in parentheses. */
  static List<OperandSyntax> arguments(Tokens tokens) {
    List<OperandSyntax> operands = new ArrayList<>();
    tokens.expect("(");
    do {
      operands.add(parse(tokens));
    } while (tokens.skip(","));
    tokens.expect(")");
    return operands;
  }

  /** Returns the error for too few or too many operands. */
  static DynamoDbException wrongCount(Tokens tokens, String function, int count) {
    return tokens.invalid(
        "Incorrect number of operands for operator or function; operator or function: "
            + function
            + ", number of operands: "
            + count);
  }
}
