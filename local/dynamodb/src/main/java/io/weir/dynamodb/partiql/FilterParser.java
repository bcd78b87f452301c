package io.weir.dynamodb.partiql;

import io.weir.dynamodb.expression.Comparator;
import io.weir.dynamodb.expression.Path;
import io.weir.dynamodb.partiql.Term.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads paths and WHERE clauses. */
final class FilterParser {

  private static final Map<String, Comparator> COMPARATORS =
      Map.of(
          "=", Comparator.EQUAL,
          "<>", Comparator.NOT_EQUAL,
          "!=", Comparator.NOT_EQUAL,
          "<", Comparator.LESS,
          "<=", Comparator.LESS_OR_EQUAL,
          ">", Comparator.GREATER,
          ">=", Comparator.GREATER_OR_EQUAL);

  private final Words words;
  private final Parameters parameters;

  FilterParser(Words words, Parameters parameters) {
    this.words = words;
    this.parameters = parameters;
  }

  /** Reads a path: a name, then fields and elements. */
  static Path path(Words words) {
    List<Path.Step> steps = new ArrayList<>();
    steps.add(new Path.Field(words.name()));
    while (true) {
      if (words.skip(".")) {
        steps.add(new Path.Field(words.name()));
      } else if (words.skip("[")) {
        Words.Word index = words.next();
        if (index.kind() == Words.Kind.STRING) {
          steps.add(new Path.Field(index.text()));
        } else if (index.text().matches("[0-9]{1,8}")) {
          steps.add(new Path.Element(Integer.parseInt(index.text())));
        } else {
          throw words.unexpected("expected an index");
        }
        words.expect("]");
      } else {
        return new Path(List.copyOf(steps));
      }
    }
  }

  /** Reads a filter. */
  Filter parse() {
    Filter left = conjunction();
    while (words.skip("OR")) {
      left = new Filter.Or(left, conjunction());
    }
    return left;
  }

  private Filter conjunction() {
    Filter left = negation();
    while (words.skip("AND")) {
      left = new Filter.And(left, negation());
    }
    return left;
  }

  private Filter negation() {
    if (words.skip("NOT")) {
      return new Filter.Not(words.deeper(this::negation));
    }
    if (words.skip("(")) {
      Filter inner = words.deeper(this::parse);
      words.expect(")");
      return inner;
    }
    return test();
  }

  private Filter test() {
    if (words.beforeLast("(")) {
      Optional<FilterFunction> function = FilterFunction.named(words.peek().text());
      if (function.isPresent()) {
        words.next();
        words.expect("(");
        Path path = path(words);
        words.expect(",");
        Term argument = Term.parse(words, parameters);
        words.expect(")");
        return new Filter.Called(function.get(), path, argument);
      }
      if (words.skip("size")) {
        words.expect("(");
        Path path = path(words);
        words.expect(")");
        return compared(new PathValue(path, true));
      }
      throw words.unexpected("expected begins_with, contains, attribute_type or size");
    }
    Path path = path(words);
    return words.skip("IS") ? is(path) : compared(new PathValue(path, false));
  }

  private Filter is(Path path) {
    boolean not = words.skip("NOT");
    Filter filter;
    if (words.skip("MISSING")) {
      filter = new Filter.Missing(path);
    } else {
      words.expect("NULL");
      filter = new Filter.IsNull(path);
    }
    return not ? new Filter.Not(filter) : filter;
  }

  private Filter compared(PathValue operand) {
    boolean not = words.skip("NOT");
    Filter filter;
    if (words.skip("BETWEEN")) {
      Term low = Term.parse(words, parameters);
      words.expect("AND");
      filter = new Filter.Between(operand, low, Term.parse(words, parameters));
    } else if (words.skip("IN")) {
      boolean brackets = words.skip("[");
      if (!brackets) {
        words.expect("(");
      }
      filter = new Filter.In(operand, Term.elements(words, brackets ? "]" : ")", parameters));
    } else {
      Comparator comparator = COMPARATORS.get(words.peek().text());
      if (not || comparator == null) {
        throw words.unexpected("expected an operator");
      }
      words.next();
      filter = new Filter.Compared(operand, comparator, Term.parse(words, parameters));
    }
    return not ? new Filter.Not(filter) : filter;
  }
}
