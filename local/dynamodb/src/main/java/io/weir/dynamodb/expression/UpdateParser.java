package io.weir.dynamodb.expression;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads updates: sections of SET, REMOVE, ADD and DELETE, each at most once. */
final class UpdateParser {

  private static final int MAX_DEPTH = 150;

  private final Tokens tokens;
  private final List<UpdateSyntax.Clause> clauses = new ArrayList<>();
  private int depth;

  private UpdateParser(Tokens tokens) {
    this.tokens = tokens;
  }

  static UpdateSyntax parse(Tokens tokens) {
    UpdateParser parser = new UpdateParser(tokens);
    Set<String> seen = new HashSet<>();
    while (!tokens.atEnd()) {
      String section = tokens.peek().toUpperCase(Locale.ROOT);
      if (!Set.of("SET", "REMOVE", "ADD", "DELETE").contains(section)) {
        throw tokens.syntaxError();
      }
      if (!seen.add(section)) {
        throw tokens.invalid(
            "The \"" + section + "\" section can only be used once in an update expression;");
      }
      tokens.next();
      do {
        parser.clause(section);
      } while (tokens.skip(","));
    }
    return new UpdateSyntax(List.copyOf(parser.clauses));
  }

  private void clause(String section) {
    OperandSyntax.PathSyntax path = OperandSyntax.PathSyntax.parse(tokens);
    tokens.operator();
    switch (section) {
      case "SET" -> {
        tokens.expect("=");
        clauses.add(new UpdateSyntax.SetClause(path, sum()));
      }
      case "REMOVE" -> clauses.add(new UpdateSyntax.RemoveClause(path));
      case "ADD" -> clauses.add(new UpdateSyntax.AddClause(path, reference()));
      default -> clauses.add(new UpdateSyntax.DeleteClause(path, reference()));
    }
  }

  private String reference() {
    if (!tokens.atValue()) {
      throw tokens.syntaxError();
    }
    return tokens.next();
  }

  private UpdateSyntax.Term sum() {
    UpdateSyntax.Term left = term();
    if (tokens.at("+") || tokens.at("-")) {
      tokens.operator();
      String operator = tokens.next();
      return new UpdateSyntax.Sum(left, operator, term());
    }
    return left;
  }

  private UpdateSyntax.Term term() {
    depth++;
    if (depth > MAX_DEPTH) {
      throw tokens.invalid("The expression is nested too deeply; maximum depth: " + MAX_DEPTH);
    }
    UpdateSyntax.Term term;
    if (tokens.skip("(")) {
      term = sum();
      tokens.expect(")");
    } else if (!tokens.atValue()
        && tokens.peek().charAt(0) != '#'
        && tokens.peekSecond().equals("(")) {
      term = call();
    } else {
      term =
          new UpdateSyntax.Plain(
              tokens.atValue()
                  ? new OperandSyntax.ValueSyntax(tokens.next())
                  : OperandSyntax.PathSyntax.parse(tokens));
    }
    depth--;
    return term;
  }

  private UpdateSyntax.Term call() {
    tokens.operator();
    String name = tokens.next();
    if (!Set.of("if_not_exists", "list_append").contains(name)) {
      throw tokens.invalid(
          Set.of("size", "contains", "begins_with", "attribute_exists", "attribute_not_exists")
                  .contains(name)
              ? "The function is not allowed in an update expression; function: " + name
              : "Invalid function name; function: " + name);
    }
    List<UpdateSyntax.Term> terms = new ArrayList<>();
    tokens.expect("(");
    do {
      terms.add(sum());
    } while (tokens.skip(","));
    tokens.expect(")");
    if (terms.size() != 2) {
      throw OperandSyntax.wrongCount(tokens, name, terms.size());
    }
    if (name.equals("list_append")) {
      return new UpdateSyntax.ListAppend(terms.get(0), terms.get(1));
    }
    if (terms.get(0) instanceof UpdateSyntax.Plain plain
        && plain.operand() instanceof OperandSyntax.PathSyntax path) {
      return new UpdateSyntax.IfNotExists(path, terms.get(1));
    }
    throw tokens.invalid(
        "Operator or function requires a document path; operator or function: " + name);
  }
}
