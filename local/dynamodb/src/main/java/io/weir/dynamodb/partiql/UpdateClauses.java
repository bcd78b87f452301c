package io.weir.dynamodb.partiql;

import io.weir.dynamodb.error.DynamoDbException;
import io.weir.dynamodb.expression.Arithmetic;
import io.weir.dynamodb.expression.Path;
import io.weir.dynamodb.expression.Update;
import io.weir.dynamodb.partiql.Term.Parameters;
import io.weir.dynamodb.value.Item;
import io.weir.dynamodb.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/** The SET and REMOVE clauses of an UPDATE. */
final class UpdateClauses {

  private final Words words;
  private final Parameters parameters;
  private final List<Function<List<Value>, Update.Action>> actions = new ArrayList<>();

  UpdateClauses(Words words, Parameters parameters) {
    this.words = words;
    this.parameters = parameters;
  }

  /** Reads one clause at least. */
  void parse() {
    if (!words.at("SET") && !words.at("REMOVE")) {
      throw words.unexpected("expected SET or REMOVE");
    }
    while (true) {
      if (words.skip("SET")) {
        do {
          words.skip("SET");
          set();
        } while (words.skip(","));
      } else if (words.skip("REMOVE")) {
        do {
          words.skip("REMOVE");
          Path path = FilterParser.path(words);
          actions.add(given -> new Update.Remove(path));
        } while (words.skip(","));
      } else {
        return;
      }
    }
  }

  Update update(List<Value> given) {
    return new Update(actions.stream().map(it -> it.apply(given)).toList());
  }

  private void set() {
    Path path = FilterParser.path(words);
    words.expect("=");
    if (words.beforeLast("(")) {
      call(path);
      return;
    }
    Words.Kind kind = words.peek().kind();
    boolean name =
        kind == Words.Kind.QUOTED
            || (kind == Words.Kind.BARE
                && !words.at("NULL")
                && !words.at("TRUE")
                && !words.at("FALSE"));
    if (name) {
      computed(path, FilterParser.path(words));
      return;
    }
    Term term = Term.parse(words, parameters);
    actions.add(
        given -> {
          Value value = term.value(given);
          return new Update.Assign(path, item -> value);
        });
  }

  /** Reads {@code path + value}, {@code path - value} or {@code path}. */
  private void computed(Path path, Path source) {
    BinaryOperator<Value> operator =
        words.skip("+") ? Arithmetic::plus : words.skip("-") ? Arithmetic::minus : null;
    if (operator == null) {
      actions.add(given -> new Update.Assign(path, item -> there(source, item)));
      return;
    }
    Term term = Term.parse(words, parameters);
    actions.add(
        given -> {
          Value value = term.value(given);
          return new Update.Assign(path, item -> operator.apply(there(source, item), value));
        });
  }

  private void call(Path path) {
    String function = words.name();
    words.expect("(");
    Path source = FilterParser.path(words);
    words.expect(",");
    Term term = Term.parse(words, parameters);
    words.expect(")");
    actions.add(given -> called(function, path, source, term.value(given)));
  }

  private Update.Action called(String function, Path path, Path source, Value value) {
    if (function.equalsIgnoreCase("list_append")) {
      return new Update.Assign(path, item -> Arithmetic.append(there(source, item), value));
    }
    if (function.equalsIgnoreCase("set_add")) {
      return new Update.Add(path, value);
    }
    if (function.equalsIgnoreCase("set_delete")) {
      return new Update.Delete(path, value);
    }
    throw words.unexpected("there is no function " + function + " in SET");
  }

  private static Value there(Path path, Item item) {
    Value value = path.in(item);
    if (value == null) {
      throw DynamoDbException.validation(
          "The provided expression refers to an attribute that does not exist in the item");
    }
    return value;
  }
}
